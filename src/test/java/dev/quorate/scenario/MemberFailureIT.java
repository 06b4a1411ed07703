package dev.quorate.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.scenario.load.ClientLoad;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Servers die under client load, one after another; what happened is judged at the end. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MemberFailureIT {
  private static final String ZK = "zk";

  private RunningCluster cluster;
  private ClusterUser user;
  private Members members;
  private ClientLoad load;
  private Witness witness;
  private Instant begin;
  private List<String> pods;

  @BeforeAll
  void anEnsembleUnderLoad() throws Exception {
    cluster = RunningCluster.withOperator("member-failure");
    user = cluster.user();
    members = cluster.members(ZK);
    user.apply(Manifest.ensemble(ZK, 3));
    user.awaitReady(ZK);
    pods = members.uids();
    load = ClientLoad.on(members::addresses);
    witness = Witness.of(cluster, ZK);
    begin = Instant.now();
  }

  @AfterAll
  void end() throws Exception {
    witness.close();
    load.close();
    cluster.close();
  }

  @Test
  @Order(1)
  void aKilledFollowerComesBack(TestReporter reporter) {
    killAndAwait(List.of(members.followers().getFirst()), reporter);
  }

  @Test
  @Order(2)
  void aKilledLeaderComesBack(TestReporter reporter) {
    var victim = members.leader().orElseThrow();
    killAndAwait(List.of(victim), reporter);
    assertThat(user.leaderHistory(ZK))
        .containsExactly(
            "%s -> %s in %d: process ended (exit code 137)"
                .formatted(victim, members.leader().orElseThrow(), members.epoch()),
            "? -> %s in 1: first leader that was seen".formatted(victim));
  }

  @Test
  @Order(3)
  void allKilledAtOnceComeBack(TestReporter reporter) {
    killAndAwait(members.pods(), reporter);
    assertThat(user.leaderHistory(ZK))
        .first()
        .asString()
        .matches(
            "zk-. -> %s in %d: process ended \\(exit code 137\\)"
                .formatted(members.leader().orElseThrow(), members.epoch()));
  }

  private void killAndAwait(List<String> victims, TestReporter reporter) {
    int restarts = members.restarts();
    int promised = load.acknowledged();
    cluster.await("some writes", () -> load.acknowledged() > promised + 50);
    var killed = Instant.now();
    members.kill(victims);
    cluster.await("restart", () -> members.restarts() == restarts + victims.size());
    cluster.await("all serve", () -> !members.modes().contains("-"));
    reporter.publishEntry("kill to all serve", since(killed));
    user.awaitReady(ZK);
    reporter.publishEntry("kill to Ready", since(killed));
    int again = load.acknowledged();
    cluster.await("writes again", () -> load.acknowledged() > again);
    reporter.publishEntry("longest write gap", load.longestWriteGap(killed).toMillis() + " ms");
  }

  private static String since(Instant start) {
    return Duration.between(start, Instant.now()).toMillis() + " ms";
  }

  @Test
  @Order(4)
  void noAcknowledgedWriteAndNoSessionIsLost(TestReporter reporter) throws Exception {
    var account = load.assertKept(reporter);
    assertThat(account.acknowledged()).isGreaterThan(150);
  }

  /** The budget of evictions follows the margin; everything else is telling what happened. */
  @Test
  @Order(5)
  void theOperatorDisturbsNobody(TestReporter reporter) {
    var writes = cluster.operatorRequests().writesSince(begin);
    reporter.publishEntry("writes of the operator", Integer.toString(writes.size()));
    assertThat(writes)
        .allMatch(write ->
            write.equals("apply zookeeperclusters/status zk")
                || write.equals("apply poddisruptionbudgets zk")
                || write.matches("(create|patch) events .*"));
    assertThat(members.uids()).isEqualTo(pods);
    assertThat(members.restarts()).isEqualTo(1 + 1 + 3);
  }

  @ParameterizedTest
  @EnumSource
  @Order(6)
  void statusIsRightWithinItsBound(Truth statement, TestReporter reporter) {
    var moments = witness.moments();
    var longest = statement.longestLie(moments);
    reporter.publishEntry(statement + " wrong for at most", longest.toMillis() + " ms");
    assertThat(longest).isLessThanOrEqualTo(statement.bound());
  }

  /** What makes the statements worth something: they were put to the test. */
  @Test
  @Order(7)
  void theWitnessHasSeenAllThatHappened(TestReporter reporter) {
    reporter.publishEntry("Ready, in turn", String.join(", ", witness.told("Ready")));
    assertThat(witness.moments())
        .anyMatch(m -> m.leader().isEmpty() && !m.claims("QuorumAvailable") && !m.claims("Ready"))
        .anyMatch(m -> m.leader().isPresent() && m.claims("QuorumAvailable") && !m.claims("Ready"))
        .anyMatch(m -> m.votersAway() == 1)
        .anyMatch(m -> m.isWhole() && m.claims("Ready"));
  }
}
