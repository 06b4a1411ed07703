package dev.quorate.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.model.Labels;
import dev.quorate.scenario.load.ClientLoad;
import dev.quorate.testing.Manifest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
  private static final String ZK = "zk";
  private static final Duration SOAK = Duration.ofSeconds(12);
  private static final String REGRESSED = "True CanaryRegressed";

  private RunningCluster cluster;
  private ClusterUser user;
  private Members members;
  private ClientLoad load;

  @BeforeAll
  void anEnsembleUnderLoad() throws Exception {
    cluster = RunningCluster.withOperator("canary");
    user = cluster.user();
    members = cluster.members(ZK);
    user.apply(manifest(2000));
    user.awaitReady(ZK);
    load = ClientLoad.on(members::addresses);
  }

  @AfterAll
  void end() throws Exception {
    load.close();
    cluster.close();
  }

  private static String manifest(int tickTime) {
    var config = "config: {tickTime: \"%d\"}".formatted(tickTime);
    var rollout = "rollout: {canarySoakSeconds: %d}".formatted(SOAK.toSeconds());
    return Manifest.ensemble(ZK, 3, config + "\n  " + rollout);
  }

  /** The members in the order in which they have to be restarted. */
  private List<String> followersThenLeader() {
    List<String> order = new ArrayList<>(members.followers());
    order.add(members.leader().orElseThrow());
    return order;
  }

  private List<String> evictedSince(Instant moment) {
    return cluster.operatorRequests().since(moment).stream()
        .filter(request -> request.startsWith("create pods/eviction "))
        .map(request -> request.substring(request.lastIndexOf(' ') + 1))
        .distinct()
        .toList();
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

  private void awaitRoll(List<String> before) {
    cluster.await(
        "three new pods",
        () -> members.uids().size() == 3 && members.uids().stream().noneMatch(before::contains));
    user.awaitReady(ZK);
  }

  @Test
  @Order(1)
  void aRollGoesOnWhenTheFirstFollowerHasRunWell(TestReporter reporter) {
    var order = followersThenLeader();
    var before = members.uids();
    long epoch = members.epoch();
    var begin = Instant.now();

    user.apply(manifest(1900));
    awaitSoak();
    assertThat(evictedSince(begin)).containsExactly(order.getFirst());
    var ready = readySince(order.getFirst());
    awaitRoll(before);

    var followed = cluster.operatorRequests().firstTime("create pods/eviction " + order.get(1));
    assertThat(followed).isAfterOrEqualTo(ready.plus(SOAK));
    assertThat(evictedSince(begin)).isEqualTo(order);
    assertThat(members.epoch() - epoch).as("elections").isEqualTo(1);
    assertThat(user.eventReasons(ZK))
        .contains("CanarySoaking", "CanaryPassed", "RolloutCompleted")
        .doesNotContain("CanaryRegressed");
    reporter.publishEntry(
        "from the end of the soak to the next restart",
        Duration.between(ready.plus(SOAK), followed).toMillis() + " ms");
  }

  @Test
  @Order(2)
  void aCanaryThatCrashesHoldsTheRollAndARevertHealsItFirst() throws Exception {
    var order = followersThenLeader();
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
            evictedSince(begin).equals(List.of(canary))
                && user.condition(ZK, "Stalled").equals(REGRESSED));

    user.apply(manifest(1900));
    user.awaitReady(ZK);
    assertThat(evictedSince(begin)).containsExactly(canary);
    assertThat(members.epoch()).isEqualTo(epoch);
    assertThat(user.eventReasons(ZK)).contains("CanaryRegressed");
  }

  @Test
  @Order(3)
  void aCanaryThatLosesItsLeaderHoldsTheRollUntilAPersonAcceptsIt() {
    var order = followersThenLeader();
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
    assertThat(evictedSince(begin)).containsExactly(canary);

    user.annotatePod(canary, Labels.CANARY, Labels.ACCEPTED);
    awaitRoll(before);
    assertThat(evictedSince(begin)).isEqualTo(order);
    assertThat(members.epoch() - epoch).as("elections").isEqualTo(1);
  }

  @Test
  @Order(4)
  void noAcknowledgedWriteAndNoSessionIsLost(TestReporter reporter) throws Exception {
    var account = load.settle();
    reporter.publishEntry("acknowledged writes", Integer.toString(account.acknowledged()));
    account.assertKept();
  }
}
