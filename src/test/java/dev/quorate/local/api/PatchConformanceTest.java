package dev.quorate.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The patch dialects other than apply. */
class PatchConformanceTest {
  private static final String MAPS = "/api/v1/namespaces/@/configmaps";
  private static final String MAP = MAPS + "/m";
  private static final String SETS = "/apis/apps/v1/namespaces/@/statefulsets";
  private static final String SET = SETS + "/s";
  private static final String MERGE = "application/merge-patch+json";
  private static final String STRATEGIC = "application/strategic-merge-patch+json";
  private static final String JSON = "application/json-patch+json";

  @RegisterExtension static final ApiUnderTest api = new ApiUnderTest();

  @BeforeEach
  void create() {
    api.create(
        MAPS, "{apiVersion: v1, kind: ConfigMap, metadata: {name: m}, data: {a: '1', b: '2'}}");
    api.create(
        SETS,
        """
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
              - {name: a, image: 'a:1', args: [x], env: [{name: A, value: '1'}]}
              - {name: b, image: 'b:1'}
              tolerations: [{key: k, operator: Exists}]
        """);
  }

  @Test
  void aMergePatchMergesAndNullDeletes() {
    var answer = api.patch(MAP, MERGE, "{\"data\":{\"a\":null,\"c\":\"3\"}}");
    assertThat(answer.body().path("data")).hasToString("{\"b\":\"2\",\"c\":\"3\"}");
  }

  @Test
  void aMergePatchReplacesLists() {
    var answer =
        api.patch(
            SET,
            MERGE,
            "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"c:1\"}]}}}}");
    assertThat(answer.body().at("/spec/template/spec/containers")).hasSize(1);
  }

  @Test
  void aPatchMayCarryALock() {
    var version = api.get(MAP).text("/metadata/resourceVersion");
    var body =
        "{\"metadata\":{\"resourceVersion\":\"%s\"},\"data\":{\"a\":\"9\"}}".formatted(version);
    assertThat(api.patch(MAP, MERGE, body).status()).isEqualTo(200);
    assertThat(api.patch(MAP, MERGE, body).status()).isEqualTo(409);
  }

  @Test
  void aJsonPatchTestsAndReplaces() {
    var answer =
        api.patch(
            MAP,
            JSON,
            """
            [{"op":"test","path":"/data/a","value":"1"},
             {"op":"replace","path":"/data/a","value":"9"},
             {"op":"remove","path":"/data/b"}]\
            """);
    assertThat(answer.body().path("data")).hasToString("{\"a\":\"9\"}");
    var failed = api.patch(MAP, JSON, "[{\"op\":\"test\",\"path\":\"/data/a\",\"value\":\"1\"}]");
    assertThat(failed.status()).isEqualTo(422);
  }

  @Test
  void aStrategicPatchMergesKeyedListsAndReplacesOthers() {
    var answer =
        api.patch(
            SET,
            STRATEGIC,
            """
            {"spec":{"template":{"spec":{
              "containers":[{"name":"a","args":["y"],"env":[{"name":"B","value":"2"}]}],
              "tolerations":[{"key":"l","operator":"Exists"}]}}}}\
            """);
    var pod = answer.body().at("/spec/template/spec");
    assertThat(pod.path("containers")).hasSize(2);
    assertThat(pod.at("/containers/0/image").asText()).isEqualTo("a:1");
    assertThat(pod.at("/containers/0/args")).hasToString("[\"y\"]");
    assertThat(pod.at("/containers/0/env").findValuesAsText("name"))
        .containsExactlyInAnyOrder("A", "B");
    assertThat(pod.path("tolerations").findValuesAsText("key")).containsExactly("l");
  }

  @Test
  void aStrategicPatchDeletesItemsByDirective() {
    var answer =
        api.patch(
            SET,
            STRATEGIC,
            """
            {"spec":{"template":{"spec":{"containers":[{"name":"b","$patch":"delete"}]}}}}\
            """);
    assertThat(answer.body().at("/spec/template/spec/containers").findValuesAsText("image"))
        .containsExactly("a:1");
  }

  @Test
  void aStrategicPatchOrdersAndDeletesScalars() {
    api.patch(MAP, MERGE, "{\"metadata\":{\"finalizers\":[\"a.b/c\",\"d.e/f\"]}}");
    var answer =
        api.patch(
            MAP,
            STRATEGIC,
            """
            {"metadata":{"$deleteFromPrimitiveList/finalizers":["a.b/c"],
              "$setElementOrder/finalizers":["d.e/f"]}}\
            """);
    assertThat(answer.body().at("/metadata/finalizers")).hasToString("[\"d.e/f\"]");
    api.patch(MAP, MERGE, "{\"metadata\":{\"finalizers\":null}}");
  }

  @Test
  void aPatchOfTheStatusLeavesTheSpec() {
    var answer =
        api.patch(
            SET + "/status", MERGE, "{\"spec\":{\"replicas\":9},\"status\":{\"replicas\":4}}");
    assertThat(answer.body().at("/spec/replicas").asInt()).isEqualTo(1);
    assertThat(answer.body().at("/status/replicas").asInt()).isEqualTo(4);
    var main = api.patch(SET, MERGE, "{\"spec\":{\"replicas\":2},\"status\":{\"replicas\":9}}");
    assertThat(main.body().at("/spec/replicas").asInt()).isEqualTo(2);
    assertThat(main.body().at("/status/replicas").asInt()).isNotEqualTo(9);
  }

  @Test
  void scalesThroughTheSubresource() {
    var scale = api.get(SET + "/scale");
    assertThat(scale.text("/kind")).isEqualTo("Scale");
    assertThat(scale.body().at("/spec/replicas").asInt()).isEqualTo(1);
    assertThat(scale.text("/status/selector")).isEqualTo("app=s");
    var answer = api.patch(SET + "/scale", MERGE, "{\"spec\":{\"replicas\":3}}");
    assertThat(answer.body().at("/spec/replicas").asInt()).isEqualTo(3);
    assertThat(api.put(SET + "/scale", scale.body()).status()).isEqualTo(409);
    assertThat(api.get(SET).body().at("/spec/replicas").asInt()).isEqualTo(3);
  }

  @Test
  void doesNotPersistADryRun() {
    var answer = api.patch(MAP + "?dryRun=All", MERGE, "{\"data\":{\"a\":\"9\"}}");
    assertThat(answer.text("/data/a")).isEqualTo("9");
    assertThat(api.get(MAP).text("/data/a")).isEqualTo("1");
  }

  @Test
  void refusesUnknownDialects() {
    assertThat(api.patch(MAP, "application/json", "{}").status()).isEqualTo(415);
  }

  @Test
  void aPatchCreatesNothing() {
    assertThat(api.patch(MAPS + "/none", MERGE, "{}").status()).isEqualTo(404);
  }
}
