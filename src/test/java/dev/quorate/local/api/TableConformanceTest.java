package dev.quorate.local.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What {@code kubectl get} shows: columns and cells, as the server renders them. */
class TableConformanceTest {
  private static final String TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io";

  @RegisterExtension static final ApiUnderTest api = new ApiUnderTest();
  private final WebPods web = new WebPods(api);

  @Test
  void statefulSets() {
    web.start(2);
    web.makeReady("web-0");
    await().until(() -> web.status().path("readyReplicas").asInt() == 1);
    assertThat(columns("/apis/apps/v1/namespaces/@/statefulsets"))
        .containsExactly("Name", "Ready", "Age", "Containers 1", "Images 1");
    assertThat(cells("/apis/apps/v1/namespaces/@/statefulsets"))
        .containsExactly("web 1/2 main shell:1");
  }

  @Test
  void pods() {
    api.create(
        WebPods.PODS,
        "{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {containers: [{name: c, image: 'c:1'}]}}");
    assertThat(columns(WebPods.PODS))
        .containsExactly(
            "Name",
            "Ready",
            "Status",
            "Restarts",
            "Age",
            "IP 1",
            "Node 1",
            "Nominated Node 1",
            "Readiness Gates 1");
    assertThat(cells(WebPods.PODS)).containsExactly("p 0/1 Pending 0 <none> <none> <none> <none>");
  }

  @Test
  void claims() {
    api.create(
        WebPods.CLAIMS,
        "{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: c}, spec: {storageClassName: none,"
            + " accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}");
    assertThat(columns(WebPods.CLAIMS))
        .containsExactly(
            "Name",
            "Status",
            "Volume",
            "Capacity",
            "Access Modes",
            "StorageClass",
            "VolumeAttributesClass",
            "Age",
            "VolumeMode 1");
  }

  @Test
  void services() {
    var path = "/api/v1/namespaces/@/services";
    api.create(
        path,
        "{apiVersion: v1, kind: Service, metadata: {name: s}, spec: {clusterIP: None, selector: {a: b}, ports: [{port: 2181}]}}");
    assertThat(columns(path))
        .containsExactly(
            "Name", "Type", "Cluster-IP", "External-IP", "Port(s)", "Age", "Selector 1");
    assertThat(cells(path)).containsExactly("s ClusterIP None <none> 2181/TCP a=b");
  }

  @Test
  void configMapsAndBudgets() {
    var maps = "/api/v1/namespaces/@/configmaps?labelSelector=l";
    api.create(
        "/api/v1/namespaces/@/configmaps",
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: m, labels: {l: x}}, data: {a: b}}");
    assertThat(cells(maps)).containsExactly("m 1");
    var budgets = "/apis/policy/v1/namespaces/@/poddisruptionbudgets";
    api.create(
        budgets,
        "{apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: b}, spec: {minAvailable: 2, selector: {matchLabels: {a: b}}}}");
    assertThat(columns(budgets))
        .containsExactly("Name", "Min Available", "Max Unavailable", "Allowed Disruptions", "Age");
    assertThat(cells(budgets)).containsExactly("b 2 N/A 0");
  }

  /** Names, with the priority of those that only {@code -o wide} shows. */
  private static List<String> columns(String path) {
    List<String> columns = new ArrayList<>();
    for (JsonNode column : table(path).path("columnDefinitions")) {
      int priority = column.path("priority").asInt();
      columns.add(column.path("name").asText() + (priority == 0 ? "" : " " + priority));
    }
    return columns;
  }

  /** The cells of each row but its age. */
  private static List<String> cells(String path) {
    JsonNode table = table(path);
    List<String> rows = new ArrayList<>();
    for (JsonNode row : table.path("rows")) {
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < row.path("cells").size(); i++) {
        if (!table.at("/columnDefinitions/" + i + "/name").asText().equals("Age")) {
          cells.add(row.at("/cells/" + i).asText());
        }
      }
      rows.add(String.join(" ", cells));
    }
    return rows;
  }

  private static JsonNode table(String path) {
    return api.get(path, TABLE).body();
  }
}
