package dev.quorate.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.store.Json;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Create, read and replace. */
class CreateConformanceTest {
  private static final String MAPS = "/api/v1/namespaces/@/configmaps";
  private static final String MAP =
      "{apiVersion: v1, kind: ConfigMap, metadata: {name: m}, data: {a: b}}";
  private static final String SETS = "/apis/apps/v1/namespaces/@/statefulsets";
  private static final String SET =
      """
      apiVersion: apps/v1
      kind: StatefulSet
      metadata: {name: s}
      spec:
        serviceName: s
        selector: {matchLabels: {app: s}}
        template:
          metadata: {labels: {app: s}}
          spec: {containers: [{name: a, image: 'a:1'}]}
      """;

  @RegisterExtension static final ApiUnderTest api = new ApiUnderTest();

  @Test
  void givesANewObjectItsIdentity() {
    var answer = api.create(MAPS, MAP);
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.text("/metadata/uid")).matches("[0-9a-f-]{36}");
    assertThat(answer.text("/metadata/creationTimestamp")).matches("\\d{4}-.*Z");
    assertThat(answer.text("/metadata/resourceVersion")).matches("\\d+");
    assertThat(answer.text("/metadata/namespace")).isEqualTo(api.namespace());
    assertThat(answer.body().at("/metadata/generation").isMissingNode()).isTrue();
  }

  @Test
  void refusesASecondOneOfTheSameName() {
    api.create(MAPS, MAP);
    var answer = api.create(MAPS, MAP);
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.text("/reason")).isEqualTo("AlreadyExists");
    assertThat(answer.message()).isEqualTo("configmaps \"m\" already exists");
  }

  @Test
  void makesUpNames() {
    var answer =
        api.create(MAPS, "{apiVersion: v1, kind: ConfigMap, metadata: {generateName: g-}}");
    assertThat(answer.text("/metadata/name")).matches("g-[bcdfghjklmnpqrstvwxz2456789]{5}");
  }

  @Test
  void refusesBadNames() {
    var answer = api.create(MAPS, "{apiVersion: v1, kind: ConfigMap, metadata: {name: A_b}}");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.message())
        .startsWith("ConfigMap \"A_b\" is invalid: metadata.name: Invalid value: \"A_b\": ");
    assertThat(answer.text("/details/causes/0/field")).isEqualTo("metadata.name");
    assertThat(answer.text("/details/causes/0/reason")).isEqualTo("FieldValueInvalid");
  }

  @Test
  void refusesBadLabels() {
    var answer =
        api.create(
            MAPS, "{apiVersion: v1, kind: ConfigMap, metadata: {name: m, labels: {a: 'b c'}}}");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.message()).contains("metadata.labels: Invalid value: \"b c\"");
  }

  @Test
  void needsTheNamespaceToExist() {
    var answer =
        api.create(
            "/api/v1/namespaces/nowhere/configmaps",
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: m}}");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.message()).isEqualTo("namespaces \"nowhere\" not found");
  }

  @Test
  void aMissingObjectIsNotFound() {
    var answer = api.get(SETS + "/none");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.message()).isEqualTo("statefulsets.apps \"none\" not found");
    assertThat(answer.body().path("details"))
        .hasToString("{\"name\":\"none\",\"group\":\"apps\",\"kind\":\"statefulsets\"}");
    assertThat(api.get("/apis/nobody/v1/nothings").status()).isEqualTo(404);
  }

  @Test
  void doesNotPersistADryRun() {
    assertThat(api.create(MAPS + "?dryRun=All", MAP).status()).isEqualTo(201);
    assertThat(api.get(MAPS + "/m").status()).isEqualTo(404);
  }

  @Test
  void dropsTheStatusThatACreatorSends() {
    var answer = api.create(SETS, SET + "status: {replicas: 3, readyReplicas: 3}\n");
    assertThat(answer.body().at("/status/readyReplicas").asInt()).isZero();
  }

  @Test
  void fillsInDefaults() {
    var spec = api.create(SETS, SET).body().path("spec");
    assertThat(spec.path("replicas").asInt()).isEqualTo(1);
    assertThat(spec.path("podManagementPolicy").asText()).isEqualTo("OrderedReady");
    assertThat(spec.path("updateStrategy"))
        .hasToString("{\"type\":\"RollingUpdate\",\"rollingUpdate\":{\"partition\":0}}");
    assertThat(spec.path("revisionHistoryLimit").asInt()).isEqualTo(10);
    assertThat(spec.at("/template/spec/restartPolicy").asText()).isEqualTo("Always");
  }

  @Test
  void statusAndSpecAreWrittenApart() {
    var set = (ObjectNode) api.create(SETS, SET).body();
    // The controller of sets writes, too.
    ((ObjectNode) set.path("metadata")).remove("resourceVersion");
    set.withObject("/status").put("replicas", 7);
    set.withObject("/spec").put("replicas", 5);
    var main = api.put(SETS + "/s", set);
    assertThat(main.body().at("/spec/replicas").asInt()).isEqualTo(5);
    assertThat(main.body().at("/status/replicas").asInt()).isNotEqualTo(7);
    Awaitility.await()
        .until(() -> api.get(SETS + "/s").body().at("/status/observedGeneration").asInt() == 2);
    var seen = (ObjectNode) api.get(SETS + "/s").body();
    ((ObjectNode) seen.path("metadata")).remove("resourceVersion");
    seen.withObject("/status").put("replicas", 7);
    seen.withObject("/spec").put("replicas", 9);
    var status = api.put(SETS + "/s/status", seen);
    assertThat(status.body().at("/spec/replicas").asInt()).isEqualTo(5);
    assertThat(status.body().at("/status/replicas").asInt()).isEqualTo(7);
  }

  @Test
  void countsGenerationsOfTheSpecOnly() {
    var set = (ObjectNode) api.create(SETS, SET).body();
    assertThat(set.at("/metadata/generation").asInt()).isEqualTo(1);
    var labelled = api.merge(SETS + "/s", "{metadata: {labels: {a: b}}}");
    assertThat(labelled.body().at("/metadata/generation").asInt()).isEqualTo(1);
    var status = api.merge(SETS + "/s/status", "{status: {replicas: 1}}");
    assertThat(status.body().at("/metadata/generation").asInt()).isEqualTo(1);
    var scaled = api.merge(SETS + "/s", "{spec: {replicas: 3}}");
    assertThat(scaled.body().at("/metadata/generation").asInt()).isEqualTo(2);
  }

  @Test
  void aWriteThatChangesNothingIsNone() {
    var created = api.create(MAPS, MAP);
    var again = api.put(MAPS + "/m", created.body());
    assertThat(again.body()).isEqualTo(created.body());
    assertThat(api.merge(MAPS + "/m", "{data: {a: b}}").text("/metadata/resourceVersion"))
        .isEqualTo(created.text("/metadata/resourceVersion"));
  }

  @Test
  void refusesAStaleReplacement() {
    var created = api.create(MAPS, MAP);
    api.merge(MAPS + "/m", "{data: {a: c}}");
    var answer = api.put(MAPS + "/m", created.body());
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.message())
        .isEqualTo(
            "Operation cannot be fulfilled on configmaps \"m\": the object has been modified;"
                + " please apply your changes to the latest version and try again");
  }

  @Test
  void refusesToReplaceAnotherIncarnation() {
    var old = (ObjectNode) api.create(MAPS, MAP).body();
    api.delete(MAPS + "/m", "");
    api.create(MAPS, MAP);
    ((ObjectNode) old.path("metadata")).remove("resourceVersion");
    assertThat(api.put(MAPS + "/m", old).status()).isEqualTo(409);
  }

  @Test
  void immutableMapsStayAsTheyAre() {
    api.create(MAPS, MAP.replace(" data:", " immutable: true, data:"));
    var answer = api.merge(MAPS + "/m", "{data: {a: c}}");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.message())
        .isEqualTo(
            "ConfigMap \"m\" is invalid: data: Forbidden: field is immutable when `immutable` is"
                + " set");
    assertThat(api.merge(MAPS + "/m", "{metadata: {labels: {a: b}}}").status()).isEqualTo(200);
  }

  @Test
  void mostOfAStatefulSetNeverChanges() {
    api.create(SETS, SET);
    var answer = api.merge(SETS + "/s", "{spec: {serviceName: other}}");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.message())
        .startsWith(
            "StatefulSet.apps \"s\" is invalid: spec: Forbidden: updates to statefulset spec for"
                + " fields other than");
  }

  @Test
  void secretsAreKeptInBase64() {
    var answer =
        api.create(
            "/api/v1/namespaces/@/secrets",
            "{apiVersion: v1, kind: Secret, metadata: {name: x}, stringData: {a: hello}}");
    assertThat(answer.body().path("data")).hasToString("{\"a\":\"aGVsbG8=\"}");
    assertThat(answer.text("/type")).isEqualTo("Opaque");
    assertThat(answer.body().has("stringData")).isFalse();
  }

  @Test
  void servicesGetAddressesUnlessHeadless() {
    var path = "/api/v1/namespaces/@/services";
    var normal =
        api.create(
            path,
            "{apiVersion: v1, kind: Service, metadata: {name: a}, spec: {ports: [{port: 80}]}}");
    assertThat(normal.text("/spec/clusterIP")).matches("\\d+\\.\\d+\\.\\d+\\.\\d+");
    assertThat(normal.text("/spec/type")).isEqualTo("ClusterIP");
    assertThat(normal.body().at("/spec/ports"))
        .isEqualTo(Json.parse("[{\"port\":80,\"protocol\":\"TCP\",\"targetPort\":80}]"));
    var headless =
        api.create(
            path,
            "{apiVersion: v1, kind: Service, metadata: {name: b}, spec: {clusterIP: None, ports:"
                + " [{port: 80}]}}");
    assertThat(headless.text("/spec/clusterIP")).isEqualTo("None");
    var moved = api.merge(path + "/a", "{spec: {clusterIP: 10.96.200.200}}");
    assertThat(moved.status()).isEqualTo(422);
  }

  @Test
  void unknownFieldsWarnOrAreRefused() {
    var odd = MAP.replace(" data:", " colour: red, data:");
    var warned = api.create(MAPS, odd);
    assertThat(warned.status()).isEqualTo(201);
    assertThat(warned.warning()).contains("unknown field").contains("colour");
    assertThat(warned.body().has("colour")).isFalse();
    var strict = api.create(MAPS + "?fieldValidation=Strict", odd.replace("name: m", "name: k"));
    assertThat(strict.status()).isEqualTo(400);
    assertThat(strict.message()).contains("strict decoding error: unknown field \"colour\"");
    var ignored = api.create(MAPS + "?fieldValidation=Ignore", odd.replace("name: m", "name: o"));
    assertThat(ignored.warning()).isEmpty();
  }

  @Test
  void listsBySelectors() {
    for (String name : List.of("a", "b", "c")) {
      var labels = name.equals("c") ? "tier: db" : "tier: web, extra: " + name;
      api.create(
          MAPS,
          "{apiVersion: v1, kind: ConfigMap, metadata: {name: %s, labels: {%s}}}"
              .formatted(name, labels));
    }
    assertThat(names("labelSelector=tier%3Dweb")).containsExactly("a", "b");
    assertThat(names("labelSelector=tier!%3Dweb")).contains("c").doesNotContain("a", "b");
    assertThat(names("labelSelector=tier%20in%20(db,web),extra")).containsExactly("a", "b");
    assertThat(names("labelSelector=tier,extra%20notin%20(a)")).containsExactly("b", "c");
    assertThat(names("labelSelector=tier,!extra")).containsExactly("c");
    assertThat(names("fieldSelector=metadata.name%3Db")).containsExactly("b");
    assertThat(api.get(MAPS + "?fieldSelector=data.a%3Db").status()).isEqualTo(400);
  }

  @Test
  void listsPageByPage() {
    for (int i = 0; i < 5; i++) {
      api.create(MAPS, MAP.replace("name: m", "name: m" + i + ", labels: {p: p}"));
    }
    var first = api.get(MAPS + "?limit=2&labelSelector=p");
    assertThat(first.body().path("items")).hasSize(2);
    api.delete(MAPS + "/m4", "");
    var second =
        api.get(MAPS + "?limit=9&labelSelector=p&continue=" + first.text("/metadata/continue"));
    assertThat(second.body().path("items")).hasSize(3);
    assertThat(second.body().at("/metadata/continue").asText()).isEmpty();
    assertThat(second.text("/metadata/resourceVersion"))
        .isEqualTo(first.text("/metadata/resourceVersion"));
  }

  @Test
  void worksThroughTheClientLibrary() {
    var map =
        new ConfigMapBuilder()
            .withNewMetadata()
            .withName("f")
            .withNamespace(api.namespace())
            .endMetadata()
            .addToData("a", "b")
            .build();
    ConfigMap created = api.client().resource(map).create();
    var edited =
        api.client()
            .configMaps()
            .inNamespace(api.namespace())
            .withName("f")
            .edit(m -> new ConfigMapBuilder(m).addToData("c", "d").build());
    assertThat(edited.getData()).containsEntry("a", "b").containsEntry("c", "d");
    assertThat(edited.getMetadata().getUid()).isEqualTo(created.getMetadata().getUid());
    var applied = api.client().resource(map).fieldManager("x").forceConflicts().serverSideApply();
    assertThat(applied.getMetadata().getManagedFields()).hasSize(2);
  }

  private static List<String> names(String query) {
    return api.get(MAPS + "?" + query).body().path("items").findValues("metadata").stream()
        .map(m -> m.path("name").asText())
        .filter(n -> !n.startsWith("kube-"))
        .toList();
  }
}
