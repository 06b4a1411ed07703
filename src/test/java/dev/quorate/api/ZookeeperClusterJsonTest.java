package dev.quorate.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ZookeeperClusterJsonTest {

  @Test
  void aNewInstanceHasNeitherSpecNorStatus() {
    var cluster = new ZookeeperCluster();

    assertThat(cluster.getSpec()).isNull();
    assertThat(cluster.getStatus()).isNull();
  }

  @Test
  void readsAndWritesTheSameFields() {
    var written =
        """
        apiVersion: zookeeper.quorate.dev/v1alpha1
        kind: ZookeeperCluster
        metadata: {name: zk}
        spec:
          replicas: 3
          storage:
            type: Ephemeral
            acknowledgeDataLoss: true
          logging: {format: JSON, loggers: {org.apache: DEBUG}}
          pod:
            resources: {limits: {memory: 1Gi}}
            template: {spec: {containers: [{name: sidecar, image: x}]}}
          unknownToThisOperator: 1
        status:
          quorum: {mayLose: 1}
        """;

    var cluster = Serialization.unmarshal(written, ZookeeperCluster.class);
    var again =
        Serialization.unmarshal(Serialization.asJson(cluster), GenericKubernetesResource.class);

    assertThat(again.<Object>get("spec"))
        .isEqualTo(
            Map.of(
                "replicas", 3,
                "storage", Map.of("type", "Ephemeral", "acknowledgeDataLoss", true),
                "logging", Map.of("format", "JSON", "loggers", Map.of("org.apache", "DEBUG")),
                "pod",
                    Map.of(
                        "resources", Map.of("limits", Map.of("memory", "1Gi")),
                        "template",
                            Map.of(
                                "spec",
                                Map.of(
                                    "containers",
                                    List.of(Map.of("name", "sidecar", "image", "x")))))));
    assertThat(again.<Object>get("status")).isEqualTo(Map.of("quorum", Map.of("mayLose", 1)));
  }

  @Test
  void noFieldIsPrimitiveSoThatAbsentStaysAbsent() {
    List<String> primitives = new ArrayList<>();
    collect(ZookeeperClusterSpec.class, "spec", primitives);
    collect(ZookeeperClusterStatus.class, "status", primitives);

    assertThat(primitives).isEmpty();
  }

  private static void collect(Class<?> type, String path, List<String> primitives) {
    for (RecordComponent component : type.getRecordComponents()) {
      String field = path + "." + component.getName();
      if (component.getType().isPrimitive()) {
        primitives.add(field);
      } else if (component.getType().isRecord()) {
        collect(component.getType(), field, primitives);
      }
    }
  }
}
