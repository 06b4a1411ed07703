package dev.quorate.scenario;

import static dev.quorate.scenario.RollingEnsemble.ZK;
import static dev.quorate.scenario.RollingEnsemble.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.api.MemberStatus;
import dev.quorate.model.Labels;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.TestReporter;

/** Changes reach a running ensemble under client load: each costs one election, and no write. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RollIT {
  private static final String MISSING = "docker.io/library/zookeeper:3.9.5-missing";
  private static final String SLOWER = "config: {tickTime: \"1800\"}";

  private RollingEnsemble ensemble;
  private RunningCluster cluster;
  private ClusterUser user;
  private Members members;

  @BeforeAll
  void anEnsembleUnderLoad() throws Exception {
    ensemble = RollingEnsemble.of(manifest("3.9.5", ""), "roll");
    cluster = ensemble.cluster;
    user = ensemble.user;
    members = ensemble.members;
  }

  @AfterAll
  void end() throws Exception {
    ensemble.close();
  }

  /** What the first roll brings, and one line more. */
  private static String asRolled(String line) {
    return manifest("3.9.5", "config: {tickTime: \"1900\"}\n  " + line)
        .replace(
            "  namespace:",
            "  annotations: {\"%s\": \"2026-01-31T12:00:00Z\"}\n  namespace:"
                .formatted(Labels.RESTART_AT));
  }

  @Test
  @Order(1)
  void aChangeAndAnAnnotationReachFollowersBeforeTheLeaderInOneRoll(TestReporter reporter) {
    var before = members.leader().orElseThrow();
    ensemble.rolls("configuration", () -> user.apply(asRolled("")), reporter);
    assertThat(user.leaderHistory(ZK))
        .first()
        .isEqualTo(
            "%s -> %s in %d: restart by the operator"
                .formatted(before, members.leader().orElseThrow(), members.epoch()));
    user.awaitEvents(ZK, "ConfigurationChanged", "RestartingMembers", "RolloutCompleted");
  }

  @Test
  @Order(2)
  void aRestartOfTheStatefulSetRestartsEverybody(TestReporter reporter) {
    ensemble.rolls(
        "kubectl rollout restart",
        () ->
            cluster
                .local()
                .client()
                .apps()
                .statefulSets()
                .inNamespace("default")
                .withName(ZK)
                .patch(
                    PatchContext.of(PatchType.STRATEGIC_MERGE),
                    "{\"spec\":{\"template\":{\"metadata\":{\"annotations\":{\"%s\":\"2026-01-31T13:00:00Z\"}}}}}"
                        .formatted(Labels.RESTARTED_AT)),
        reporter);
    user.awaitEvents(ZK, "RestartRequested");
  }

  @Test
  @Order(3)
  void anAnnotationOnAPodRestartsThatMemberAlone() {
    var follower = members.followers().getFirst();
    var begin = Instant.now();
    long epoch = members.epoch();
    var before = members.uids();

    user.annotatePod(follower, Labels.RESTART, "true");
    cluster.await("another pod", () -> !members.uids().equals(before));
    user.awaitReady(ZK);

    assertThat(cluster.operatorRequests().evictedSince(begin)).containsExactly(follower);
    assertThat(members.epoch()).isEqualTo(epoch);
  }

  @Test
  @Order(4)
  void anImageThatIsNotThereStopsTheRollAtTheFirstMember() {
    var first = members.followers().getFirst();
    long epoch = members.epoch();
    var begin = Instant.now();

    user.apply(asRolled("image: " + MISSING));
    cluster.await(
        "the roll stops", () -> user.condition(ZK, "Stalled").equals("True ImageUnavailable"));
    var status = user.status(ZK).orElseThrow();
    assertThat(status.rollout().member()).isEqualTo(first);
    assertThat(status.rollout().updated()).isEqualTo(1);
    assertThat(status.members()).filteredOn(MemberStatus::ready).hasSize(2);
    assertThat(user.message(ZK, "Stalled")).contains(first, MISSING);

    user.apply(asRolled(""));
    user.awaitReady(ZK);
    assertThat(cluster.operatorRequests().evictedSince(begin)).containsExactly(first);
    assertThat(members.epoch()).isEqualTo(epoch);
    assertThat(user.status(ZK).orElseThrow().members())
        .extracting(MemberStatus::revision)
        .filteredOn(Objects::nonNull)
        .containsOnly(status.members().getLast().revision());
  }

  @Test
  @Order(5)
  void aQuotaThatRefusesThePodStopsTheRollAndIsNamed() {
    var first = members.followers().getFirst();
    long epoch = members.epoch();
    var begin = Instant.now();
    var few = quota("pods", 2);
    few.create();

    user.apply(manifest("3.9.5", SLOWER));
    cluster.await("the roll stops", () -> user.condition(ZK, "Stalled").equals("True PodRefused"));
    assertThat(user.message(ZK, "Stalled")).contains(first, "exceeded quota: few");
    assertThat(user.status(ZK).orElseThrow().members())
        .filteredOn(m -> m.name().equals(first))
        .extracting(MemberStatus::state)
        .containsExactly("Refused");
    assertThat(cluster.operatorRequests().evictedSince(begin)).containsExactly(first);
    assertThat(members.epoch()).isEqualTo(epoch);

    few.delete();
    user.awaitReady(ZK);
    assertThat(user.condition(ZK, "Stalled")).startsWith("False");
  }

  private Resource<ResourceQuota> quota(String what, int limit) {
    return cluster
        .local()
        .client()
        .resource(
            new ResourceQuotaBuilder()
                .withNewMetadata()
                .withName("few")
                .withNamespace("default")
                .endMetadata()
                .withNewSpec()
                .addToHard(what, new Quantity(Integer.toString(limit)))
                .endSpec()
                .build());
  }

  /** Neither a pod nor a claim says of it; it is known by the StatefulSet alone. */
  @Test
  @Order(6)
  void aQuotaThatRefusesTheVolumeOfWhoeverJoinsIsNamed() {
    var few = quota("persistentvolumeclaims", 3);
    few.create();
    user.apply(manifest("3.9.5", SLOWER + "\n  observers: {replicas: 1}"));
    cluster.await("it is told", () -> user.condition(ZK, "Stalled").equals("True PodRefused"));
    assertThat(user.message(ZK, "Stalled")).contains("zk-observer-0", "exceeded quota: few");

    few.delete();
    user.awaitReady(ZK);
    user.apply(manifest("3.9.5", SLOWER));
    user.awaitReady(ZK);
  }

  @Test
  @Order(7)
  void aChangeWaitsForItsWindowAndHealingDoesNot() {
    var order = members.followersThenLeader();
    var healed = order.getFirst();
    var before = members.uids();
    long epoch = members.epoch();
    var begin = Instant.now();

    user.apply(
        in("0 2 1 %d *".formatted(LocalDate.now(ZoneOffset.UTC).plusMonths(6).getMonthValue())));
    cluster.await(
        "it waits", () -> user.condition(ZK, "Reconciling").equals("True WaitingForWindow"));
    cluster.local().client().pods().inNamespace("default").withName(healed).delete();
    cluster.await("it is back", () -> !members.uids().equals(before) && members.areWhole());
    assertThat(cluster.operatorRequests().evictedSince(begin)).isEmpty();

    user.apply(in("* * * * *"));
    ensemble.awaitThreeNewPods(before);
    assertThat(cluster.operatorRequests().evictedSince(begin)).isEqualTo(order.subList(1, 3));
    assertThat(members.epoch() - epoch).as("elections").isEqualTo(1);
  }

  private static String in(String window) {
    return manifest(
        "3.9.5",
        "config: {tickTime: \"1700\"}\n  rollout: {windows: [{schedule: \"%s\", duration: 1h}]}"
            .formatted(window));
  }

  @Test
  @Order(8)
  void noAcknowledgedWriteAndNoSessionIsLost(TestReporter reporter) throws Exception {
    ensemble.load.assertKept(reporter);
  }
}
