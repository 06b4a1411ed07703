package dev.quorate.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.store.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ServerSideApplyConformanceTest {
  private static final String MAPS = "/api/v1/namespaces/@/configmaps";
  private static final String MAP = MAPS + "/m";
  private static final String SETS = "/apis/apps/v1/namespaces/@/statefulsets";
  private static final String SET = SETS + "/s";
  private static final String SERVICE = "/api/v1/namespaces/@/services/svc";

  @RegisterExtension static final ApiUnderTest api = new ApiUnderTest();

  @Test
  void createsWhatIsNotThere() {
    var answer = api.apply(MAP, "one", map("a: '1'"));
    assertThat(answer.status()).isEqualTo(201);
    assertThat(owners(answer.body())).containsExactly("one Apply v1 {\"f:data\":{\"f:a\":{}}}");
  }

  @Test
  void changesNothingWhenAppliedAgain() {
    var first = api.apply(MAP, "one", map("a: '1'"));
    var second = api.apply(MAP, "one", map("a: '1'"));
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.body()).isEqualTo(first.body());
  }

  @Test
  void removesWhatIsNoLongerApplied() {
    api.apply(MAP, "one", map("a: '1'\n  b: '2'"));
    var answer = api.apply(MAP, "one", map("a: '1'"));
    assertThat(answer.body().path("data")).hasToString("{\"a\":\"1\"}");
  }

  @Test
  void keepsWhatSomebodyElseAppliesToo() {
    api.apply(MAP, "one", map("a: '1'\n  b: '2'"));
    api.apply(MAP, "two", map("b: '2'"));
    var answer = api.apply(MAP, "one", map("a: '1'"));
    assertThat(answer.body().path("data")).hasToString("{\"a\":\"1\",\"b\":\"2\"}");
    assertThat(owners(answer.body()))
        .containsExactlyInAnyOrder(
            "one Apply v1 {\"f:data\":{\"f:a\":{}}}", "two Apply v1 {\"f:data\":{\"f:b\":{}}}");
  }

  @Test
  void leavesForeignFieldsAlone() {
    api.apply(MAP, "one", map("a: '1'"));
    api.merge(MAP + "?fieldManager=two", "{data: {c: '3'}, metadata: {labels: {x: z}}}");
    var answer = api.apply(MAP, "one", map("b: '2'"));
    assertThat(answer.body().path("data")).isEqualTo(Json.parse("{\"b\":\"2\",\"c\":\"3\"}"));
    assertThat(answer.body().at("/metadata/labels")).hasToString("{\"x\":\"z\"}");
    assertThat(owners(answer.body()))
        .containsExactly(
            "one Apply v1 {\"f:data\":{\"f:b\":{}}}",
            "two Update v1 {\"f:data\":{\"f:c\":{}},"
                + "\"f:metadata\":{\"f:labels\":{\".\":{},\"f:x\":{}}}}");
  }

  @Test
  void refusesToChangeWhatAnotherManagerApplied() {
    api.apply(MAP, "one", map("a: '1'"));
    var answer = api.apply(MAP, "two", map("a: '2'"));
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.message())
        .isEqualTo("Apply failed with 1 conflict: conflict with \"one\": .data.a");
    assertThat(answer.body().at("/details/causes/0").toString())
        .isEqualTo(
            "{\"reason\":\"FieldManagerConflict\",\"message\":\"conflict with \\\"one\\\"\","
                + "\"field\":\".data.a\"}");
  }

  @Test
  void namesTheVersionThatAnUpdaterUsed() {
    api.apply(MAP, "one", map("a: '1'\n  b: '1'"));
    api.merge(MAP + "?fieldManager=editor", "{data: {a: '9', b: '9'}}");
    var answer = api.apply(MAP, "one", map("a: '1'\n  b: '1'"));
    assertThat(answer.message())
        .isEqualTo(
            "Apply failed with 2 conflicts: conflicts with \"editor\" using v1:\n"
                + "- .data.a\n- .data.b");
  }

  @Test
  void takesOverByForce() {
    api.apply(MAP, "one", map("a: '1'"));
    var answer = api.apply(MAP + "?force=true", "two", map("a: '2'"));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(owners(answer.body())).containsExactly("two Apply v1 {\"f:data\":{\"f:a\":{}}}");
  }

  @Test
  void sharesAFieldThatBothApplyWithTheSameValue() {
    api.apply(MAP, "one", map("a: '1'"));
    var answer = api.apply(MAP, "two", map("a: '1'"));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(owners(answer.body())).hasSize(2);
  }

  @Test
  void anUpdateTakesTheFieldsItChanges() {
    api.apply(MAP, "one", map("a: '1'\n  b: '2'"));
    var live = api.get(MAP).body();
    ((ObjectNode) live.path("data")).put("a", "5");
    var answer = api.put(MAP + "?fieldManager=editor", live);
    assertThat(owners(answer.body()))
        .containsExactly(
            "one Apply v1 {\"f:data\":{\"f:b\":{}}}", "editor Update v1 {\"f:data\":{\"f:a\":{}}}");
  }

  @Test
  void creationByPostIsOwnedByTheCreator() {
    var answer =
        api.create(
            MAPS + "?fieldManager=maker",
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: m, labels: {x: z}}, data: {a: b}}");
    assertThat(owners(answer.body()))
        .containsExactly(
            "maker Update v1 {\"f:data\":{\".\":{},\"f:a\":{}},"
                + "\"f:metadata\":{\"f:labels\":{\".\":{},\"f:x\":{}}}}");
  }

  @Test
  void mergesKeyedListsItemByItem() {
    api.apply(
        SET,
        "one",
        statefulSet(
            """
            - {name: a, image: a:1, ports: [{containerPort: 80, protocol: TCP}]}\
            """));
    api.apply(
        SET,
        "two",
        statefulSet(
            """
            - {name: a, env: [{name: X, value: '1'}]}
            - {name: b, image: b:1}\
            """));
    var answer =
        api.apply(
            SET,
            "one",
            statefulSet(
                """
                - {name: a, image: a:2}\
                """));
    assertThat(answer.status()).isEqualTo(200);
    var containers = answer.body().at("/spec/template/spec/containers");
    assertThat(containers).hasSize(2);
    assertThat(containers.at("/0/image").asText()).isEqualTo("a:2");
    assertThat(containers.at("/0/ports").isEmpty()).isTrue();
    assertThat(containers.at("/0/env/0/name").asText()).isEqualTo("X");
    // Both apply, so the later of them comes last: that may be another second.
    assertThat(owners(answer.body()))
        .filteredOn(owner -> owner.startsWith("one "))
        .singleElement()
        .asString()
        .contains("\"f:containers\":{\"k:{\\\"name\\\":\\\"a\\\"}\":{\".\":{},\"f:image\":{},");
  }

  @Test
  void replacesAtomicListsAsAWhole() {
    api.apply(SET, "one", statefulSet("- {name: a, image: a:1, args: [x, w]}"));
    var answer = api.apply(SET, "one", statefulSet("- {name: a, image: a:1, args: [z]}"));
    assertThat(answer.body().at("/spec/template/spec/containers/0/args")).hasToString("[\"z\"]");
  }

  @Test
  void keysServicePortsByPortAndProtocol() {
    var answer =
        api.apply(
            SERVICE,
            "one",
            """
            apiVersion: v1
            kind: Service
            metadata: {name: svc}
            spec:
              selector: {app: x}
              ports: [{name: client, port: 2181, protocol: TCP}]
            """);
    assertThat(owners(answer.body()))
        .containsExactly(
            "one Apply v1 {\"f:spec\":{\"f:ports\":{\"k:{\\\"port\\\":2181,\\\"protocol\\\":"
                + "\\\"TCP\\\"}\":{\".\":{},\"f:name\":{},\"f:port\":{},\"f:protocol\":{}}},"
                + "\"f:selector\":{}}}");
  }

  @Test
  void takesBackWhatItAllocatedForAnotherTypeOfService() {
    var plain = api.apply(SERVICE, "one", service("ClusterIP")).body().path("spec");

    var open = api.apply(SERVICE, "one", service("NodePort")).body().path("spec");
    assertThat(open.at("/ports/0/nodePort").asInt()).isPositive();
    assertThat(open.path("externalTrafficPolicy").asText()).isEqualTo("Cluster");
    assertThat(api.apply(SERVICE, "one", service("ClusterIP")).body().path("spec"))
        .isEqualTo(plain);
  }

  private static String service(String type) {
    return """
    apiVersion: v1
    kind: Service
    metadata: {name: svc}
    spec:
      type: %s
      ports: [{name: client, port: 2181, protocol: TCP}]
    """
        .formatted(type);
  }

  /** What an operator has to live with: an apply cannot take a foreign item out of a list. */
  @Test
  void anItemWhoseKeySomebodyChangedStaysBesideTheAppliedOne() {
    var service =
        "{apiVersion: v1, kind: Service, metadata: {name: svc}, spec: {ports: [{name: %s, port: %d, protocol: TCP}]}}";
    api.apply(SERVICE, "one", service.formatted("client", 2181));
    api.merge(
        SERVICE + "?fieldManager=editor",
        "{spec: {ports: [{name: client, port: 2182, protocol: TCP}]}}");
    var answer = api.apply(SERVICE + "?force=true", "one", service.formatted("client", 2181));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text("/details/causes/0/field")).isEqualTo("spec.ports[1].name");
    assertThat(answer.text("/details/causes/0/reason")).isEqualTo("FieldValueDuplicate");
  }

  /** How one takes back what one wrote by a patch. */
  @Test
  void anOwnersEntryCanBeTakenAway() {
    api.apply(MAP, "one", map("a: '1'"));
    var live = api.merge(MAP + "?fieldManager=two", "{data: {b: '2'}}").body();
    var kept = Json.object();
    kept.withObject("/metadata")
        .putArray("managedFields")
        .add(live.at("/metadata/managedFields/0"));
    var answer =
        api.patch(MAP + "?fieldManager=two", "application/merge-patch+json", Json.text(kept));
    assertThat(owners(answer.body())).containsExactly("one Apply v1 {\"f:data\":{\"f:a\":{}}}");
    assertThat(answer.body().at("/data/b").asText()).isEqualTo("2");
  }

  @Test
  void statusHasItsOwnOwners() {
    api.apply(SET, "one", statefulSet("- {name: a, image: a:1}"));
    api.merge(SET + "/status?fieldManager=ctl", "{status: {replicas: 3, observedGeneration: 1}}");
    var answer = api.get(SET);
    assertThat(answer.body().at("/metadata/managedFields/1/subresource").asText())
        .isEqualTo("status");
    assertThat(owners(answer.body()).get(1))
        .startsWith("ctl Update apps/v1 {\"f:status\":{")
        .contains("\"f:replicas\":{}");
  }

  @Test
  void setsBelongToThoseWhoAddedEachMember() {
    api.apply(
        MAP, "one", "{apiVersion: v1, kind: ConfigMap, metadata: {name: m, finalizers: [a.b/c]}}");
    var answer =
        api.apply(
            MAP,
            "two",
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: m, finalizers: [d.e/f]}}");
    assertThat(answer.body().at("/metadata/finalizers")).hasSize(2);
    assertThat(owners(answer.body()))
        .contains("two Apply v1 {\"f:metadata\":{\"f:finalizers\":{\"v:\\\"d.e/f\\\"\":{}}}}");
    api.apply(MAP, "one", "{apiVersion: v1, kind: ConfigMap, metadata: {name: m}}");
    var last = api.apply(MAP, "two", "{apiVersion: v1, kind: ConfigMap, metadata: {name: m}}");
    assertThat(last.body().at("/metadata/finalizers").isEmpty()).isTrue();
  }

  @Test
  void refusesFieldsThatTheSchemaDoesNotHave() {
    var answer =
        api.apply(
            SET,
            "one",
            """
            {apiVersion: apps/v1, kind: StatefulSet, metadata: {name: s, namespace: %s}, spec: {replica: 3}}\
            """
                .formatted(api.namespace()));
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.message())
        .isEqualTo(
            "failed to create typed patch object (%s/s; apps/v1, Kind=StatefulSet): .spec.replica: field not declared in schema"
                .formatted(api.namespace()));
  }

  @Test
  void honoursTheLockInTheConfiguration() {
    api.apply(MAP, "one", map("a: '1'"));
    var answer =
        api.apply(
            MAP,
            "one",
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: m, resourceVersion: '1'}}");
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.text("/reason")).isEqualTo("Conflict");
  }

  /** As kubectl reads files, too. */
  @Test
  void readsBareWordsOfOldYamlAsBooleans() {
    var answer = api.apply(MAP, "one", map("a: y"));
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.message()).contains(".data.a: expected string, got &value.valueUnstructured");
    assertThat(api.apply(MAP, "one", map("a: 'y'")).status()).isEqualTo(201);
  }

  @Test
  void needsAFieldManager() {
    var answer = api.patch(MAP, "application/apply-patch+yaml", map("a: '1'"));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.message()).contains("fieldManager: Required value");
  }

  @Test
  void doesNotPersistADryRun() {
    var answer = api.apply(MAP + "?dryRun=All", "one", map("a: '1'"));
    assertThat(answer.status()).isEqualTo(201);
    assertThat(api.get(MAP).status()).isEqualTo(404);
  }

  private static String map(String data) {
    return """
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: m
    data:
      %s
    """
        .formatted(data);
  }

  private static String statefulSet(String containers) {
    return """
    apiVersion: apps/v1
    kind: StatefulSet
    metadata: {name: s}
    spec:
      serviceName: s
      selector: {matchLabels: {app: s}}
      template:
        metadata: {labels: {app: s}}
        spec:
          containers:
    %s
    """
        .formatted(containers.indent(6).stripTrailing());
  }

  /** Manager, operation, version and fields of each entry. */
  private static List<String> owners(JsonNode object) {
    List<String> owners = new ArrayList<>();
    for (JsonNode entry : object.at("/metadata/managedFields")) {
      owners.add(
          "%s %s %s %s"
              .formatted(
                  entry.path("manager").asText(),
                  entry.path("operation").asText(),
                  entry.path("apiVersion").asText(),
                  entry.path("fieldsV1")));
    }
    return owners;
  }
}
