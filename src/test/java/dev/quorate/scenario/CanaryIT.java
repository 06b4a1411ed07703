package dev.quorate.scenario;

import static dev.quorate.scenario.RollingEnsemble.ZK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.model.Labels;
import dev.quorate.testing.Manifest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.TestReporter;

/** The first follower that runs a new revision has to prove itself, under client load. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CanaryIT {
  private static final Duration SOAK = Duration.ofSeconds(12);
  private static final String REGRESSED = "True CanaryRegressed";

  private RollingEnsemble ensemble;
  private RunningCluster cluster;
  private ClusterUser user;
  private Members members;

  @BeforeAll
  void anEnsembleUnderLoad() throws Exception {
    ensemble = RollingEnsemble.of(manifest(2000), "canary");
    cluster = ensemble.cluster;
    user = ensemble.user;
    members = ensemble.members;
  }

  @AfterAll
  void end() throws Exception {
    ensemble.close();
  }

  private static String manifest(int tickTime) {
    var config = "config: {tickTime: \"%d\"}".formatted(tickTime);
    var rollout = "rollout: {canarySoakSeconds: %d}".formatted(SOAK.toSeconds());
    return Manifest.ensemble(ZK, 3, config + "\n  " + rollout);
  }

  private void awaitSoak() {
    cluster.await(
        "the canary soaks",
        () -> "CanarySoaking".equals(user.status(ZK).orElseThrow().rollout().reason()));
  }

  private Instant readySince(String pod) {
    var status =
        cluster.local().client().pods().inNamespace("default").withName(pod).get().getStatus();
    return status.getConditions().stream()
        .filter(c -> c.getType().equals("Ready"))
        .map(c -> Instant.parse(c.getLastTransitionTime()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  @Order(1)
  void aRollGoesOnWhenTheFirstFollowerHasRunWell(TestReporter reporter) {
    var order = members.followersThenLeader();
    var before = members.uids();
    long epoch = members.epoch();
    var begin = Instant.now();

    user.apply(manifest(1900));
    awaitSoak();
    assertThat(cluster.operatorRequests().evictedSince(begin)).containsExactly(order.getFirst());
    var ready = readySince(order.getFirst());
    ensemble.awaitThreeNewPods(before);

    var followed = cluster.operatorRequests().firstTime("create pods/eviction " + order.get(1));
    assertThat(followed).isAfterOrEqualTo(ready.plus(SOAK));
    assertThat(cluster.operatorRequests().evictedSince(begin)).isEqualTo(order);
    assertThat(members.epoch() - epoch).as("elections").isEqualTo(1);
    user.awaitEvents(ZK, "CanarySoaking", "CanaryPassed", "RolloutCompleted");
    assertThat(user.eventReasons(ZK)).doesNotContain("CanaryRegressed");
    reporter.publishEntry(
        "from the end of the soak to the next restart",
        Duration.between(ready.plus(SOAK), followed).toMillis() + " ms");
  }

  @Test
  @Order(2)
  void aCanaryThatCrashesHoldsTheRollAndARevertHealsItFirst() throws Exception {
    var order = members.followersThenLeader();
    var canary = order.getFirst();
    long epoch = members.epoch();
    var begin = Instant.now();

    user.apply(manifest(1800));
    awaitSoak();
    members.kill(List.of(canary));
    cluster.await("the roll is held", () -> user.condition(ZK, "Stalled").equals(REGRESSED));
    assertThat(user.message(ZK, "Stalled")).contains("restarts of the container: 1 in " + canary);
    cluster.operator().signal("KILL");
    var another = cluster.startOperator();
    cluster.await("another operator acts", () -> another.output().contains("LeaseAcquired"));
    cluster.awaitFor(
        SOAK.plusSeconds(3),
        "it is held, by another operator as well",
        () ->
            cluster.operatorRequests().evictedSince(begin).equals(List.of(canary))
                && user.condition(ZK, "Stalled").equals(REGRESSED));

    user.apply(manifest(1900));
    user.awaitReady(ZK);
    assertThat(cluster.operatorRequests().evictedSince(begin)).containsExactly(canary);
    assertThat(members.epoch()).isEqualTo(epoch);
    user.awaitEvents(ZK, "CanaryRegressed");
  }

  @Test
  @Order(3)
  void aCanaryThatLosesItsLeaderHoldsTheRollUntilAPersonAcceptsIt() {
    var order = members.followersThenLeader();
    var canary = order.getFirst();
    var before = members.uids();
    long epoch = members.epoch();
    var begin = Instant.now();
    var mishaps = new Mishaps(cluster, ZK);

    user.apply(manifest(1700));
    awaitSoak();
    mishaps.freeze(canary);
    cluster.await("the leader misses it", () -> members.votersAway() == 1);
    mishaps.thaw(canary);
    cluster.await("the roll is held", () -> user.condition(ZK, "Stalled").equals(REGRESSED));
    assertThat(user.message(ZK, "Stalled"))
        .contains("searches for a leader: 2 in " + canary, "kubectl annotate pod " + canary);
    assertThat(cluster.operatorRequests().evictedSince(begin)).containsExactly(canary);

    user.annotatePod(canary, Labels.CANARY, Labels.ACCEPTED);
    ensemble.awaitThreeNewPods(before);
    assertThat(cluster.operatorRequests().evictedSince(begin)).isEqualTo(order);
    assertThat(members.epoch() - epoch).as("elections").isEqualTo(1);
  }

  @Test
  @Order(4)
  void noAcknowledgedWriteAndNoSessionIsLost(TestReporter reporter) throws Exception {
    ensemble.load.assertKept(reporter);
  }
}
