package dev.quorate.local.api;

import static dev.quorate.local.api.WebPods.CLAIMS;
import static dev.quorate.local.api.WebPods.PODS;
import static dev.quorate.local.api.WebPods.WEB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the operator relies on when it leaves pods and claims to a StatefulSet. */
class StatefulSetConformanceTest {
  private static final String QUOTAS = "/api/v1/namespaces/@/resourcequotas";

  @RegisterExtension static final ApiUnderTest api = new ApiUnderTest();
  private final WebPods web = new WebPods(api);

  @Test
  void createsAllPodsAtOnceWhenParallel() {
    web.start(3);
    assertThat(web.pods()).containsExactly("web-0", "web-1", "web-2");
    assertThat(web.claims()).containsExactly("data-web-0", "data-web-1", "data-web-2");
    var pod = web.pod("web-1");
    assertThat(pod.at("/spec/hostname").asText()).isEqualTo("web-1");
    assertThat(pod.at("/spec/subdomain").asText()).isEqualTo("web-members");
    assertThat(pod.at("/spec/volumes/0/persistentVolumeClaim/claimName").asText())
        .isEqualTo("data-web-1");
    var labels = pod.at("/metadata/labels");
    assertThat(labels.path("app").asText()).isEqualTo("web");
    assertThat(labels.path("statefulset.kubernetes.io/pod-name").asText()).isEqualTo("web-1");
    assertThat(labels.path("apps.kubernetes.io/pod-index").asText()).isEqualTo("1");
    assertThat(labels.path("controller-revision-hash").asText()).isEqualTo(web.updateRevision());
    assertThat(pod.at("/metadata/ownerReferences")).hasSize(1);
    assertThat(pod.at("/metadata/ownerReferences/0/controller").asBoolean()).isTrue();
    assertThat(pod.at("/metadata/ownerReferences/0/blockOwnerDeletion").asBoolean()).isTrue();
    assertThat(web.owners(PODS + "/web-1")).containsExactly("StatefulSet web");
    assertThat(web.owners(CLAIMS + "/data-web-1")).isEmpty();
  }

  @Test
  void waitsForEachPodToBeReadyWhenOrdered() {
    web.start(ordered(3), 1);
    web.makeReady("web-0");
    await().until(() -> web.pods().equals(List.of("web-0", "web-1")));
    web.settle();
    web.makeReady("web-1");
    await().until(() -> web.pods().equals(List.of("web-0", "web-1", "web-2")));
  }

  @Test
  void scalesDownOneByOneWhenOrdered() {
    web.start(ordered(3), 1);
    for (var name : List.of("web-0", "web-1", "web-2")) {
      await().until(() -> web.pods().contains(name));
      web.makeReady(name);
    }
    web.hold("web-2");
    web.scale(1);
    await().until(() -> web.isTerminating("web-2"));
    web.settle();
    assertThat(web.isTerminating("web-1")).isFalse();
    web.release("web-2");
    await().until(() -> web.pods().equals(List.of("web-0")));
  }

  @Test
  void recreatesADeletedPodOnTheSameClaim() {
    web.start(2);
    var claim = api.get(CLAIMS + "/data-web-0").text("/metadata/uid");
    var before = web.uid("web-0");
    web.delete("web-0");
    await().until(() -> isAnother("web-0", before));
    assertThat(api.get(CLAIMS + "/data-web-0").text("/metadata/uid")).isEqualTo(claim);
  }

  @Test
  void recreatesAFailedPod() {
    web.start(1);
    var before = web.uid("web-0");
    web.phase("web-0", "Failed", "False");
    await().until(() -> isAnother("web-0", before));
  }

  @Test
  void saysInAnEventOfTheSetWhyAPodIsRefused() {
    web.start(1);
    var quota =
        "{apiVersion: v1, kind: ResourceQuota, metadata: {name: few}, spec: {hard: {pods: 0}}}";
    api.create(QUOTAS, quota);
    await().until(() -> api.get(QUOTAS + "/few").body().at("/spec/hard/pods").asText().equals("0"));
    web.delete("web-0");
    await().until(() -> !web.events("FailedCreate").isEmpty());
    assertThat(web.events("FailedCreate").getLast().path("message").asText())
        .startsWith(
            "create Pod web-0 in StatefulSet web failed error: pods \"web-0\" is forbidden: ")
        .contains("few");
    int before = web.events("SuccessfulCreate").size();
    api.delete(QUOTAS + "/few", "");
    await().until(() -> web.pods().equals(List.of("web-0")));
    assertThat(before).isPositive();
  }

  @Test
  void saysInAnEventOfTheSetWhyAClaimIsRefused() {
    web.start(1);
    var quota =
        """
        {apiVersion: v1, kind: ResourceQuota, metadata: {name: few},
          spec: {hard: {persistentvolumeclaims: 1}}}
        """;
    api.create(QUOTAS, quota);
    await()
        .until(() ->
            api.get(QUOTAS + "/few")
                .body()
                .at("/spec/hard/persistentvolumeclaims")
                .asText()
                .equals("1"));
    web.scale(2);
    await()
        .until(() ->
            web.events("FailedCreate").stream()
                .map(event -> event.path("message").asText())
                .anyMatch(message ->
                    message.startsWith(
                            "create Pod web-1 in StatefulSet web failed error: failed to create PVC data-web-1: persistentvolumeclaims \"data-web-1\" is forbidden: ")
                        && message.contains("few")));
    api.delete(QUOTAS + "/few", "");
    await().until(() -> web.pods().equals(List.of("web-0", "web-1")));
  }

  @Test
  void doesNothingForAPodThatIsTerminating() {
    web.start(2);
    web.hold("web-0");
    var before = web.uid("web-0");
    web.delete("web-0");
    var other = web.uid("web-1");
    web.delete("web-1");
    await().until(() -> isAnother("web-1", other));
    assertThat(web.uid("web-0")).isEqualTo(before);
    web.release("web-0");
    await().until(() -> isAnother("web-0", before));
  }

  @Test
  void takesTheHighestOrdinalsAwayAndKeepsTheirClaims() {
    web.start(3);
    web.scale(1);
    await().until(() -> web.pods().equals(List.of("web-0")));
    assertThat(web.claims()).containsExactly("data-web-0", "data-web-1", "data-web-2");
  }

  @Test
  void leavesOutdatedPodsAloneOnDelete() {
    web.start(2);
    web.makeReady("web-0", "web-1");
    var old = web.updateRevision();
    web.apply(WebPods.set(2, "two", ""));
    await().until(() -> !web.updateRevision().equals(old));
    web.settle();
    assertThat(web.revisions()).isEqualTo(Map.of("web-0", old, "web-1", old));
    assertThat(web.status().path("currentRevision").asText()).isEqualTo(old);
    assertThat(web.status().path("updatedReplicas").asInt()).isZero();
    web.delete("web-1");
    await()
        .until(() -> web.revisions().equals(Map.of("web-0", old, "web-1", web.updateRevision())));
    await().until(() -> web.status().path("updatedReplicas").asInt() == 1);
  }

  @Test
  void goingBackToAnOlderTemplateGoesBackToItsRevision() {
    web.start(1);
    var first = web.updateRevision();
    web.apply(WebPods.set(1, "two", ""));
    await().until(() -> !web.updateRevision().equals(first));
    web.apply(WebPods.set(1, "one", ""));
    await().until(() -> web.updateRevision().equals(first));
  }

  @Test
  void reportsHowManyPodsAreReady() {
    web.start(3);
    web.makeReady("web-0", "web-2");
    await().until(() -> web.status().path("readyReplicas").asInt() == 2);
    var status = web.status();
    assertThat(status.path("replicas").asInt()).isEqualTo(3);
    assertThat(status.path("availableReplicas").asInt()).isEqualTo(2);
    assertThat(status.path("updatedReplicas").asInt()).isEqualTo(3);
    assertThat(status.path("currentReplicas").asInt()).isEqualTo(3);
  }

  @Test
  void podsGoWithTheSetAndClaimsStay() {
    web.start(2);
    api.delete(WEB, "{\"propagationPolicy\":\"Background\"}");
    await().until(() -> web.pods().isEmpty());
    assertThat(web.claims()).containsExactly("data-web-0", "data-web-1");
    assertThat(web.owners(CLAIMS + "/data-web-0")).isEmpty();
  }

  @Test
  void orphanedPodsStayAndAreAdoptedByTheNextSet() {
    web.start(2);
    var before = web.uid("web-0");
    api.delete(WEB, "{\"propagationPolicy\":\"Orphan\"}");
    await().until(() -> api.get(WEB).status() == 404);
    assertThat(web.owners(PODS + "/web-0")).isEmpty();
    web.apply(WebPods.set(2, "one", ""));
    await().until(() -> web.owners(PODS + "/web-0").equals(List.of("StatefulSet web")));
    await().until(() -> web.owners(PODS + "/web-1").equals(List.of("StatefulSet web")));
    assertThat(web.uid("web-0")).isEqualTo(before);
  }

  @Test
  void claimsThatGoWithTheSetAreOwnedByIt() {
    web.start(retaining("Delete", "Retain"), 2);
    await().until(() -> web.owners(CLAIMS + "/data-web-0").equals(List.of("StatefulSet web")));
    web.apply(retaining("Retain", "Retain"));
    await().until(() -> web.owners(CLAIMS + "/data-web-0").isEmpty());
    web.apply(retaining("Delete", "Retain"));
    await().until(() -> web.owners(CLAIMS + "/data-web-0").equals(List.of("StatefulSet web")));
    await().until(() -> web.owners(CLAIMS + "/data-web-1").equals(List.of("StatefulSet web")));
    api.delete(WEB, "{\"propagationPolicy\":\"Background\"}");
    await().until(() -> web.claims().isEmpty());
  }

  @Test
  void claimsThatGoWithTheirPodsAreOwnedByThemWhenTheyAreTooMany() {
    web.start(retaining("Retain", "Delete"), 2);
    web.hold("web-1");
    web.scale(1);
    await().until(() -> web.owners(CLAIMS + "/data-web-1").equals(List.of("Pod web-1")));
    assertThat(web.owners(CLAIMS + "/data-web-0")).isEmpty();
    web.release("web-1");
    await().until(() -> web.claims().equals(List.of("data-web-0")));
  }

  @Test
  void aBudgetCountsThePodsOfTheSet() {
    web.start(3);
    web.makeReady("web-0", "web-1", "web-2");
    var budgets = "/apis/policy/v1/namespaces/@/poddisruptionbudgets";
    api.create(
        budgets,
        "{apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: b}, spec:"
            + " {maxUnavailable: 1, selector: {matchLabels: {app: web}}}}");
    await()
        .until(() -> api.get(budgets + "/b").body().at("/status/disruptionsAllowed").asInt() == 1);
    var status = api.get(budgets + "/b").body().path("status");
    assertThat(status.path("expectedPods").asInt()).isEqualTo(3);
    assertThat(status.path("desiredHealthy").asInt()).isEqualTo(2);
    assertThat(status.path("currentHealthy").asInt()).isEqualTo(3);
    web.phase("web-2", "Running", "False");
    await()
        .until(() -> api.get(budgets + "/b").body().at("/status/disruptionsAllowed").asInt() == 0);
  }

  private static String ordered(int replicas) {
    return WebPods.set(replicas, "one", "").replace("Parallel", "OrderedReady");
  }

  private static String retaining(String whenDeleted, String whenScaled) {
    return WebPods.set(
        2,
        "one",
        "persistentVolumeClaimRetentionPolicy: {whenDeleted: %s, whenScaled: %s}"
            .formatted(whenDeleted, whenScaled));
  }

  private boolean isAnother(String pod, String uid) {
    return !web.uid(pod).isEmpty() && !web.uid(pod).equals(uid);
  }
}
