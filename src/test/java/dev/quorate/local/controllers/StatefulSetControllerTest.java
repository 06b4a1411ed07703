package dev.quorate.local.controllers;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatefulSetControllerTest {
  @TempDir Path work;
  private ControllerWorld world;

  @BeforeEach
  void start() {
    world = new ControllerWorld(work);
  }

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void createsAllPodsAtOnceWhenParallel() {
    world.apply(parallel(3).build());
    world.untilPods("web-0", "web-1", "web-2");
    assertThat(world.claims()).containsExactly("data-web-0", "data-web-1", "data-web-2");
    assertThat(world.pod("web-1").getSpec().getHostname()).isEqualTo("web-1");
    assertThat(world.pod("web-1").getSpec().getSubdomain()).isEqualTo("web-members");
    assertThat(world.pod("web-1").getMetadata().getLabels())
        .containsEntry("app", "web")
        .containsEntry("statefulset.kubernetes.io/pod-name", "web-1")
        .containsEntry("apps.kubernetes.io/pod-index", "1")
        .containsEntry("controller-revision-hash", updateRevision());
    assertThat(world.pod("web-1").getMetadata().getOwnerReferences())
        .singleElement()
        .returns("web", OwnerReference::getName)
        .returns(true, OwnerReference::getController);
  }

  @Test
  void waitsForEachPodToBeReadyWhenOrdered() {
    world.apply(parallel(3).editSpec().withPodManagementPolicy("OrderedReady").endSpec().build());
    world.untilPods("web-0");
    world.settle("web");
    assertThat(world.pods()).containsExactly("web-0");
    world.makeReady("web-0");
    world.untilPods("web-0", "web-1");
    world.makeReady("web-1");
    world.untilPods("web-0", "web-1", "web-2");
  }

  @Test
  void countsFromTheFirstOrdinal() {
    world.apply(parallel(2).editSpec().withNewOrdinals(5).endSpec().build());
    world.untilPods("web-5", "web-6");
  }

  @Test
  void recreatesADeletedPodOnTheSameClaim() throws Exception {
    world.apply(parallel(2).build());
    world.untilPods("web-0", "web-1");
    world.until(() -> volume("data-web-0") != null);
    var volume = volume("data-web-0");
    Files.writeString(world.directories.of(volume).resolve("file"), "kept");
    var before = world.pod("web-0").getMetadata().getUid();
    world.client.pods().withName("web-0").delete();
    world.until(() -> isNew("web-0", before));
    assertThat(volume("data-web-0")).isEqualTo(volume);
    assertThat(world.directories.of(volume).resolve("file")).hasContent("kept");
  }

  @Test
  void recreatesAFailedPod() {
    world.apply(parallel(1).build());
    world.untilPods("web-0");
    var before = world.pod("web-0").getMetadata().getUid();
    world.setPhase("web-0", "Failed", false);
    world.until(() -> isNew("web-0", before));
  }

  @Test
  void doesNothingForAPodThatIsTerminating() {
    world.apply(
        parallel(1)
            .editSpec()
            .editTemplate()
            .editMetadata()
            .withFinalizers("quorate.dev/hold")
            .endMetadata()
            .endTemplate()
            .endSpec()
            .build());
    world.untilPods("web-0");
    var before = world.pod("web-0").getMetadata().getUid();
    world.client.pods().withName("web-0").delete();
    world.settle("web");
    assertThat(isNew("web-0", before)).isFalse();
    world.client.pods().withName("web-0").edit(p -> without(p));
    world.until(() -> isNew("web-0", before));
  }

  @Test
  void takesTheHighestOrdinalsAwayAndKeepsTheirClaims() {
    world.apply(parallel(3).build());
    world.untilPods("web-0", "web-1", "web-2");
    world.client.apps().statefulSets().withName("web").scale(1);
    world.untilPods("web-0");
    assertThat(world.claims()).containsExactly("data-web-0", "data-web-1", "data-web-2");
  }

  @Test
  void scalesDownOneByOneWhenOrdered() {
    world.apply(parallel(3).editSpec().withPodManagementPolicy("OrderedReady").endSpec().build());
    for (var name : List.of("web-0", "web-1", "web-2")) {
      world.until(() -> world.pod(name) != null);
      world.makeReady(name);
    }
    hold("web-2");
    world.client.apps().statefulSets().withName("web").scale(1);
    world.until(() -> PodFacts.isTerminating(world.pod("web-2")));
    world.settle("web");
    assertThat(PodFacts.isTerminating(world.pod("web-1"))).isFalse();
    world.client.pods().withName("web-2").edit(StatefulSetControllerTest::without);
    world.untilPods("web-0");
  }

  @Test
  void leavesOutdatedPodsAloneOnDelete() {
    world.apply(parallel(2).build());
    world.untilPods("web-0", "web-1");
    world.makeReady("web-0", "web-1");
    var old = firstRevision();
    world.apply(changed(parallel(2)).build());
    world.until(() -> !updateRevision().equals(old));
    world.settle("web");
    assertThat(revisions()).isEqualTo(Map.of("web-0", old, "web-1", old));
    assertThat(world.set("web").getStatus().getCurrentRevision()).isEqualTo(old);
    world.until(() -> world.set("web").getStatus().getUpdatedReplicas() == 0);
    world.client.pods().withName("web-1").delete();
    world.until(() -> Map.of("web-0", old, "web-1", updateRevision()).equals(revisions()));
  }

  @Test
  void rollsFromTheTopAndWaitsForEachPodToBeReady() {
    world.apply(rolling(2).build());
    world.untilPods("web-0", "web-1");
    world.makeReady("web-0", "web-1");
    var old = firstRevision();
    world.apply(changed(rolling(2)).build());
    world.until(() -> !updateRevision().equals(old));
    world.until(() -> Map.of("web-0", old, "web-1", updateRevision()).equals(revisions()));
    world.settle("web");
    assertThat(revisions()).containsEntry("web-0", old);
    world.makeReady("web-1");
    world.until(() -> updateRevision().equals(revisions().get("web-0")));
    world.makeReady("web-0");
    world.until(() -> updateRevision().equals(world.set("web").getStatus().getCurrentRevision()));
  }

  @Test
  void goingBackToAnOlderTemplateGoesBackToItsRevision() {
    world.apply(parallel(1).build());
    world.untilPods("web-0");
    var first = firstRevision();
    world.apply(changed(parallel(1)).build());
    world.until(() -> !updateRevision().equals(first));
    world.apply(parallel(1).build());
    world.until(() -> updateRevision().equals(first));
    assertThat(world.client.apps().controllerRevisions().list().getItems())
        .extracting(r -> r.getRevision())
        .containsExactlyInAnyOrder(2L, 3L);
  }

  @Test
  void reportsHowManyPodsAreReadyAndUpdated() {
    world.apply(parallel(3).build());
    world.untilPods("web-0", "web-1", "web-2");
    world.makeReady("web-0", "web-2");
    world.until(() -> Objects.equals(2, world.set("web").getStatus().getReadyReplicas()));
    var status = world.set("web").getStatus();
    assertThat(status)
        .returns(3, s -> s.getReplicas())
        .returns(2, s -> s.getAvailableReplicas())
        .returns(3, s -> s.getCurrentReplicas())
        .returns(3, s -> s.getUpdatedReplicas())
        .returns(1L, s -> s.getObservedGeneration());
  }

  @Test
  void adoptsAMatchingPodThatNobodyOwns() {
    var orphan =
        new PodBuilder()
            .withNewMetadata()
            .withName("web-0")
            .addToLabels("app", "web")
            .addToLabels("controller-revision-hash", "older")
            .endMetadata()
            .withNewSpecLike(parallel(1).buildSpec().getTemplate().getSpec())
            .endSpec()
            .build();
    var uid = world.apply(orphan).getMetadata().getUid();
    world.apply(parallel(1).build());
    world.until(() -> !world.pod("web-0").getMetadata().getOwnerReferences().isEmpty());
    assertThat(world.pod("web-0").getMetadata().getUid()).isEqualTo(uid);
  }

  @Test
  void ownsClaimsThatGoWithTheSet() {
    world.apply(retaining("Delete", "Retain").build());
    world.until(() -> owners("data-web-0").equals(List.of("StatefulSet web")));
    world.apply(retaining("Retain", "Retain").build());
    world.until(() -> owners("data-web-0").isEmpty());
  }

  @Test
  void handsClaimsOfSurplusPodsToTheirPods() {
    world.apply(retaining("Retain", "Delete").build());
    world.untilPods("web-0", "web-1");
    hold("web-1");
    world.client.apps().statefulSets().withName("web").scale(1);
    world.until(() -> owners("data-web-1").equals(List.of("Pod web-1")));
    assertThat(owners("data-web-0")).isEmpty();
  }

  private static StatefulSetBuilder parallel(int replicas) {
    return new StatefulSetBuilder()
        .withNewMetadata()
        .withName("web")
        .endMetadata()
        .withNewSpec()
        .withReplicas(replicas)
        .withServiceName("web-members")
        .withPodManagementPolicy("Parallel")
        .withNewUpdateStrategy()
        .withType("OnDelete")
        .endUpdateStrategy()
        .withNewSelector()
        .addToMatchLabels("app", "web")
        .endSelector()
        .withNewTemplate()
        .withNewMetadata()
        .addToLabels("app", "web")
        .endMetadata()
        .withNewSpec()
        .addNewContainer()
        .withName("main")
        .withImage("shell")
        .endContainer()
        .endSpec()
        .endTemplate()
        .addNewVolumeClaimTemplate()
        .withNewMetadata()
        .withName("data")
        .endMetadata()
        .withNewSpec()
        .withAccessModes("ReadWriteOnce")
        .withNewResources()
        .addToRequests("storage", new Quantity("1Gi"))
        .endResources()
        .endSpec()
        .endVolumeClaimTemplate()
        .endSpec();
  }

  private static StatefulSetBuilder rolling(int replicas) {
    return parallel(replicas)
        .editSpec()
        .editUpdateStrategy()
        .withType("RollingUpdate")
        .endUpdateStrategy()
        .endSpec();
  }

  private static StatefulSetBuilder retaining(String whenDeleted, String whenScaled) {
    return parallel(2)
        .editSpec()
        .withNewPersistentVolumeClaimRetentionPolicy(whenDeleted, whenScaled)
        .endSpec();
  }

  private static StatefulSetBuilder changed(StatefulSetBuilder set) {
    return set.editSpec()
        .editTemplate()
        .editMetadata()
        .addToAnnotations("changed", "yes")
        .endMetadata()
        .endTemplate()
        .endSpec();
  }

  private void hold(String pod) {
    world
        .client
        .pods()
        .withName(pod)
        .edit(p ->
            new PodBuilder(p)
                .editMetadata()
                .addToFinalizers("quorate.dev/hold")
                .endMetadata()
                .build());
  }

  private static Pod without(Pod pod) {
    return new PodBuilder(pod).editMetadata().withFinalizers().endMetadata().build();
  }

  private boolean isNew(String pod, String before) {
    var now = world.pod(pod);
    return now != null && !now.getMetadata().getUid().equals(before);
  }

  private String volume(String claim) {
    return world.claim(claim).getSpec().getVolumeName();
  }

  private List<String> owners(String claim) {
    return Stream.ofNullable(world.claim(claim))
        .flatMap(c -> c.getMetadata().getOwnerReferences().stream())
        .map(o -> o.getKind() + " " + o.getName())
        .toList();
  }

  /** Pods may be there before the status tells of their revision. */
  private String firstRevision() {
    world.until(() -> !updateRevision().isEmpty());
    return updateRevision();
  }

  private String updateRevision() {
    StatefulSet set = world.set("web");
    return set.getStatus() == null || set.getStatus().getUpdateRevision() == null
        ? ""
        : set.getStatus().getUpdateRevision();
  }

  private Map<String, String> revisions() {
    return world.client.pods().list().getItems().stream()
        .collect(
            Collectors.toMap(
                p -> p.getMetadata().getName(),
                p -> p.getMetadata().getLabels().get("controller-revision-hash")));
  }
}
