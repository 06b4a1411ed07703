package dev.quorate.local.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.store.Json;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Delete, finalizers, and what becomes of owned objects (that part needs a garbage collector). */
class DeletionConformanceTest {
  private static final String MAPS = "/api/v1/namespaces/@/configmaps";
  private static final String MAP = MAPS + "/m";
  private static final String PODS = "/api/v1/namespaces/@/pods";
  private static final String BUDGETS = "/apis/policy/v1/namespaces/@/poddisruptionbudgets";
  private static final String POD = PODS + "/p";

  @RegisterExtension static final ApiUnderTest api = new ApiUnderTest();

  @Test
  void answersWithAStatusWhenTheObjectIsGone() {
    var created = map("m", "");
    var answer = api.delete(MAP, "");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text("/kind")).isEqualTo("Status");
    assertThat(answer.text("/status")).isEqualTo("Success");
    assertThat(answer.text("/details/uid")).isEqualTo(created.text("/metadata/uid"));
    assertThat(api.get(MAP).status()).isEqualTo(404);
    assertThat(api.delete(MAP, "").status()).isEqualTo(404);
  }

  @Test
  void waitsForFinalizers() {
    map("m", "finalizers: [a.b/c]");
    var answer = api.delete(MAP, "");
    assertThat(answer.text("/kind")).isEqualTo("ConfigMap");
    assertThat(answer.text("/metadata/deletionTimestamp")).isNotEmpty();
    assertThat(answer.body().at("/metadata/deletionGracePeriodSeconds").asInt(-1)).isZero();
    assertThat(api.get(MAP).status()).isEqualTo(200);
    api.merge(MAP, "{metadata: {finalizers: null}}");
    assertThat(api.get(MAP).status()).isEqualTo(404);
  }

  @Test
  void nothingResurrectsATerminatingObject() {
    var live = map("m", "finalizers: [a.b/c]").body();
    api.delete(MAP, "");
    ((ObjectNode) live.path("metadata")).remove("resourceVersion");
    var answer = api.put(MAP, live);
    assertThat(answer.text("/metadata/deletionTimestamp")).isNotEmpty();
    var more = api.merge(MAP, "{metadata: {finalizers: [a.b/c, d.e/f]}}");
    assertThat(more.status()).isEqualTo(422);
    assertThat(more.message())
        .contains("no new finalizers can be added if the object is being deleted");
    api.merge(MAP, "{metadata: {finalizers: null}}");
  }

  @Test
  void theMarkCountsAsAGeneration() {
    api.create(
        BUDGETS,
        "{apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: b, finalizers:"
            + " [a.b/c]}, spec: {maxUnavailable: 1}}");
    var answer = api.delete(BUDGETS + "/b", "");
    assertThat(answer.body().at("/metadata/generation").asInt()).isEqualTo(2);
    api.merge(BUDGETS + "/b", "{metadata: {finalizers: null}}");
  }

  @Test
  void honoursPreconditions() {
    var uid = map("m", "").text("/metadata/uid");
    var other =
        api.delete(MAP, "{\"preconditions\":{\"uid\":\"11111111-2222-3333-4444-555555555555\"}}");
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.message())
        .isEqualTo(
            "Operation cannot be fulfilled on ConfigMap \"m\": the UID in the precondition"
                + " (11111111-2222-3333-4444-555555555555) does not match the UID in record ("
                + uid
                + "). The object might have been deleted and then recreated");
    var stale = api.delete(MAP, "{\"preconditions\":{\"resourceVersion\":\"1\"}}");
    assertThat(stale.status()).isEqualTo(409);
    assertThat(stale.message())
        .contains(
            "the ResourceVersion in the precondition (1) does not match the ResourceVersion in");
    assertThat(api.delete(MAP, "{\"preconditions\":{\"uid\":\"" + uid + "\"}}").status())
        .isEqualTo(200);
  }

  @Test
  void aDryRunDeletesNothing() {
    map("m", "");
    assertThat(api.delete(MAP + "?dryRun=All", "").status()).isEqualTo(200);
    assertThat(api.get(MAP).status()).isEqualTo(200);
  }

  @Test
  void deletesWhatASelectorSelects() {
    map("m", "labels: {a: b}");
    map("d", "labels: {a: c}");
    var answer = api.delete(MAPS + "?labelSelector=a%3Db", "");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(api.get(MAP).status()).isEqualTo(404);
    assertThat(api.get(MAPS + "/d").status()).isEqualTo(200);
  }

  @Test
  void aPodOnANodeIsGivenItsTime() {
    pod("{}");
    api.create(
        POD + "/binding",
        "{apiVersion: v1, kind: Binding, metadata: {name: p}, target: {kind: Node, name: n1}}");
    var answer = api.delete(POD, "{\"gracePeriodSeconds\":20}");
    assertThat(answer.text("/metadata/deletionTimestamp")).isNotEmpty();
    assertThat(answer.body().at("/metadata/deletionGracePeriodSeconds").asInt()).isEqualTo(20);
    assertThat(api.get(POD).status()).isEqualTo(200);
    api.delete(POD, "{\"gracePeriodSeconds\":0}");
    assertThat(api.get(POD).status()).isEqualTo(404);
  }

  @Test
  void aPodOnNoNodeGoesAtOnce() {
    pod("{}");
    api.delete(POD, "");
    assertThat(api.get(POD).status()).isEqualTo(404);
  }

  @Test
  void evictsAPodThatNoBudgetProtects() {
    pod("{}");
    assertThat(evict("p").status()).isEqualTo(201);
    assertThat(api.get(POD).status()).isEqualTo(404);
  }

  @Test
  void evictsAPodInTheVersionThatWasSeenAndInNoOther() {
    pod("{}");
    var seen = api.get(POD).text("/metadata/resourceVersion");
    assertThat(evict("p", "{resourceVersion: \"1\"}").status()).isEqualTo(409);
    assertThat(api.get(POD).status()).isEqualTo(200);
    assertThat(evict("p", "{resourceVersion: \"%s\"}".formatted(seen)).status()).isEqualTo(201);
    assertThat(api.get(POD).status()).isEqualTo(404);
  }

  @Test
  void aTriedEvictionIsJudgedLikeARealOneAndLeavesNoTrace() {
    readyPod("p");
    readyPod("q");
    api.create(
        BUDGETS,
        "{apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: b}, spec:"
            + " {minAvailable: 1, selector: {matchLabels: {app: x}}}}");
    awaitBudget("{\"allowed\":1,\"healthy\":2}");
    var pod = api.get(POD).body();
    var seen = pod.at("/metadata/resourceVersion").asText();
    assertThat(tryToEvict("p", "{resourceVersion: \"1\"}").status()).isEqualTo(409);
    assertThat(tryToEvict("p", "{resourceVersion: \"%s\"}".formatted(seen)).status())
        .isEqualTo(201);

    assertThat(api.get(POD).body()).isEqualTo(pod);
    assertThat(api.get(BUDGETS + "/b").body().at("/status/disruptedPods").isMissingNode()).isTrue();
    awaitBudget("{\"allowed\":1,\"healthy\":2}");
  }

  @Test
  void refusesToEvictMoreThanABudgetAllows() {
    for (var name : List.of("p", "q", "r")) {
      readyPod(name);
    }
    api.create(
        BUDGETS,
        "{apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: b}, spec:"
            + " {minAvailable: 2, selector: {matchLabels: {app: x}}}}");
    awaitBudget("{\"allowed\":1,\"healthy\":3}");
    assertThat(evict("p").status()).isEqualTo(201);
    awaitBudget("{\"allowed\":0,\"healthy\":2}");
    var refused = evict("q");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.text("/reason")).isEqualTo("TooManyRequests");
    assertThat(refused.message())
        .isEqualTo("Cannot evict pod as it would violate the pod's disruption budget.");
    assertThat(refused.text("/details/causes/0/message"))
        .isEqualTo("The disruption budget b needs 2 healthy pods and has 2 currently");
    readyPod("s");
    awaitBudget("{\"allowed\":1,\"healthy\":3}");
    assertThat(evict("q").status()).isEqualTo(201);
  }

  @Test
  void whatAnOwnerOwnedGoesWithIt() {
    var owner = map("m", "");
    map("d", "ownerReferences: [" + reference("m", owner.text("/metadata/uid")) + "]");
    api.delete(MAP, "{\"propagationPolicy\":\"Background\"}");
    Awaitility.await().until(() -> api.get(MAPS + "/d").status() == 404);
  }

  @Test
  void orphansStay() {
    var owner = map("m", "");
    map("d", "ownerReferences: [" + reference("m", owner.text("/metadata/uid")) + "]");
    api.delete(MAP, "{\"propagationPolicy\":\"Orphan\"}");
    Awaitility.await().until(() -> api.get(MAP).status() == 404);
    assertThat(api.get(MAPS + "/d").body().at("/metadata/ownerReferences").isEmpty()).isTrue();
  }

  @Test
  void aForegroundDeletionWaitsForBlockingDependents() {
    var owner = map("m", "");
    var reference = reference("m", owner.text("/metadata/uid") + ", blockOwnerDeletion: true");
    map("d", "finalizers: [a.b/c], ownerReferences: [" + reference + "]");
    var answer = api.delete(MAP, "{\"propagationPolicy\":\"Foreground\"}");
    assertThat(answer.body().at("/metadata/finalizers")).hasToString("[\"foregroundDeletion\"]");
    Awaitility.await()
        .until(() -> !api.get(MAPS + "/d").text("/metadata/deletionTimestamp").isEmpty());
    assertThat(api.get(MAP).status()).isEqualTo(200);
    api.merge(MAPS + "/d", "{metadata: {finalizers: null}}");
    Awaitility.await().until(() -> api.get(MAP).status() == 404);
  }

  @Test
  void whatTwoOwnSurvivesTheFirst() {
    var one = map("m", "").text("/metadata/uid");
    var two = map("o", "").text("/metadata/uid");
    map("d", "ownerReferences: [" + reference("m", one) + ", " + reference("o", two) + "]");
    api.delete(MAP, "");
    Awaitility.await()
        .until(() -> api.get(MAPS + "/d").body().at("/metadata/ownerReferences").size() == 1);
    api.delete(MAPS + "/o", "");
    Awaitility.await().until(() -> api.get(MAPS + "/d").status() == 404);
  }

  @Test
  void anOwnerThatNeverWasOwnsNothing() {
    map("d", "ownerReferences: [" + reference("m", "11111111-2222-3333-4444-555555555555") + "]");
    Awaitility.await().until(() -> api.get(MAPS + "/d").status() == 404);
  }

  /**
   * The namespace controller of Kubernetes lets five seconds pass before it begins, and again
   * between its looks at what is left.
   */
  private static ConditionFactory patiently() {
    return Awaitility.await().atMost(Duration.ofMinutes(1));
  }

  @Test
  void aNamespaceTakesItsContentAlong() {
    var name = "x-" + api.namespace();
    api.create(
        "/api/v1/namespaces", "{apiVersion: v1, kind: Namespace, metadata: {name: " + name + "}}");
    var inside = "/api/v1/namespaces/" + name + "/configmaps";
    api.create(
        inside, "{apiVersion: v1, kind: ConfigMap, metadata: {name: m, finalizers: [a.b/c]}}");
    var answer = api.delete("/api/v1/namespaces/" + name, "");
    assertThat(answer.text("/status/phase")).isEqualTo("Terminating");
    patiently().until(() -> !api.get(inside + "/m").text("/metadata/deletionTimestamp").isEmpty());
    var late = api.create(inside, "{apiVersion: v1, kind: ConfigMap, metadata: {name: o}}");
    assertThat(late.status()).isEqualTo(403);
    assertThat(late.message()).contains("because it is being terminated");
    api.merge(inside + "/m", "{metadata: {finalizers: null}}");
    patiently().until(() -> api.get("/api/v1/namespaces/" + name).status() == 404);
  }

  private static ApiUnderTest.Answer map(String name, String metadata) {
    String more = metadata.isEmpty() ? "" : ", " + metadata;
    var answer =
        api.create(
            MAPS, "{apiVersion: v1, kind: ConfigMap, metadata: {name: " + name + more + "}}");
    assertThat(answer.status()).as(answer.message()).isEqualTo(201);
    return answer;
  }

  private static String reference(String name, String uid) {
    return "{apiVersion: v1, kind: ConfigMap, name: " + name + ", uid: " + uid + "}";
  }

  private static void pod(String labels) {
    api.create(
        PODS,
        "{apiVersion: v1, kind: Pod, metadata: {name: p, labels: %s}, spec: {containers: [{name: c,"
                .formatted(labels)
            + " image: 'c:1'}]}}");
  }

  private static ApiUnderTest.Answer evict(String pod) {
    return api.create(
        PODS + "/" + pod + "/eviction",
        "{apiVersion: policy/v1, kind: Eviction, metadata: {name: " + pod + "}}");
  }

  private static ApiUnderTest.Answer evict(String pod, String preconditions) {
    return evict(pod, preconditions, "");
  }

  private static ApiUnderTest.Answer tryToEvict(String pod, String preconditions) {
    return evict(pod, preconditions, "?dryRun=All");
  }

  private static ApiUnderTest.Answer evict(String pod, String preconditions, String query) {
    return api.create(
        PODS + "/" + pod + "/eviction" + query,
        "{apiVersion: policy/v1, kind: Eviction, metadata: {name: %s}, deleteOptions: {preconditions: %s}}"
            .formatted(pod, preconditions));
  }

  private static void readyPod(String name) {
    api.create(
        PODS,
        "{apiVersion: v1, kind: Pod, metadata: {name: %s, labels: {app: x}}, spec: {containers: [{name: c, image: 'c:1'}]}}"
            .formatted(name));
    api.merge(
        PODS + "/" + name + "/status",
        "{status: {phase: Running, conditions: [{type: Ready, status: 'True'}]}}");
  }

  private static void awaitBudget(String expected) {
    Awaitility.await()
        .untilAsserted(() -> {
          var status = api.get(BUDGETS + "/b").body().path("status");
          var summary = Json.object();
          summary.set("allowed", status.path("disruptionsAllowed"));
          summary.set("healthy", status.path("currentHealthy"));
          assertThat(summary).hasToString(expected);
        });
  }
}
