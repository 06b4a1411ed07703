package dev.quorate.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.api.ProblemStatus;
import dev.quorate.testing.Manifest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.Quotas;
import org.apache.zookeeper.StatsTrack;
import org.apache.zookeeper.ZKUtil;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** The performance probe is turned on, sees a member stand still, is rolled over, and goes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PerformanceProbeIT {
  private static final String ZK = "zk";
  private static final String PROBE = "/quorate-probe";
  private static final List<String> PODS = List.of("zk-0", "zk-1", "zk-2");
  private static final String ON =
      "diagnosis: {performanceProbe: {enabled: true, intervalSeconds: 5}}";

  private static final String CONFIG = "config: {tickTime: \"1900\", enforceQuota: \"true\"}";

  private RunningCluster cluster;
  private ClusterUser user;
  private Members members;
  private OperatorMetrics metrics;

  @BeforeAll
  void anEnsemble() {
    cluster = RunningCluster.withOperator("performance-probe");
    user = cluster.user();
    members = cluster.members(ZK);
    user.apply(Manifest.ensemble(ZK, 3));
    user.awaitReady(ZK);
    metrics = cluster.operatorMetrics();
  }

  @AfterAll
  void end() {
    cluster.close();
  }

  private void spec(String line) {
    user.apply(Manifest.ensemble(ZK, 3, line));
  }

  private Map<String, Integer> rounds(String outcome) {
    Map<String, Integer> rounds = new TreeMap<>();
    PODS.forEach(pod -> rounds.put(pod, metrics.probeRounds(pod, outcome)));
    return rounds;
  }

  private void awaitMore(String outcome, int more, List<String> pods) {
    var before = rounds(outcome);
    cluster.await(
        "%d more rounds that %s through %s".formatted(more, outcome, pods),
        () ->
            pods.stream()
                .allMatch(pod -> metrics.probeRounds(pod, outcome) >= before.get(pod) + more));
  }

  private void awaitNothingLeft() throws Exception {
    cluster.await("no session and no node", () -> members.sessions() == 0);
    assertThat(members.ephemerals()).isZero();
    var client = members.client();
    try {
      client.sync("/");
      assertThat(client.getChildren("/", false))
          .containsExactlyInAnyOrder("quorate-probe", "zookeeper");
      assertThat(client.getChildren(PROBE, false)).isEmpty();
    } finally {
      client.close();
    }
  }

  @Test
  @Order(1)
  void nobodyIsProbedWithoutBeingAsked() {
    assertThat(metrics.isProbing()).isFalse();
    assertThat(members.sessions()).isZero();
  }

  @Test
  @Order(2)
  void turnedOnItMeasuresEachMemberInOneSessionAndRestartsNobody() {
    var before = members.uids();
    spec(ON);
    cluster.await("rounds", () -> rounds("passed").values().stream().allMatch(n -> n >= 2));

    assertThat(rounds("failed"))
        .containsOnlyKeys(PODS)
        .allSatisfy((_, n) -> assertThat(n).isZero());
    assertThat(PODS)
        .allSatisfy(pod -> {
          assertThat(metrics.probeTimes(pod, "write")).isGreaterThanOrEqualTo(4);
          assertThat(metrics.probeTimes(pod, "read")).isGreaterThanOrEqualTo(2);
          assertThat(metrics.probeTimes(pod, "watch")).isGreaterThanOrEqualTo(2);
        });
    assertThat(members.sessions()).isEqualTo(3);
    assertThat(members.uids()).isEqualTo(before);
  }

  @Test
  @Order(3)
  void aMemberThatStandsStillFailsWhileTheOthersAndTheLoopGoOn() {
    var mishaps = new Mishaps(cluster, ZK);
    var follower = members.followers().getFirst();
    var others = PODS.stream().filter(pod -> !pod.equals(follower)).toList();
    var failed = rounds("failed");
    int looks = metrics.looks();

    mishaps.freeze(follower);
    awaitMore("failed", 2, List.of(follower));
    awaitMore("passed", 2, others);
    assertThat(others)
        .allSatisfy(
            pod -> assertThat(metrics.probeRounds(pod, "failed")).isEqualTo(failed.get(pod)));
    assertThat(metrics.looks()).isGreaterThan(looks);

    mishaps.thaw(follower);
    awaitMore("passed", 2, PODS);
    user.awaitReady(ZK);
  }

  @Test
  @Order(4)
  void aRollCostsOneElectionAsWithoutIt() {
    var order = members.followersThenLeader();
    var before = members.uids();
    long epoch = members.epoch();
    var begin = Instant.now();

    spec(CONFIG + "\n  " + ON);
    cluster.await(
        "three new pods",
        () -> members.uids().size() == 3 && members.uids().stream().noneMatch(before::contains));
    user.awaitReady(ZK);

    assertThat(cluster.operatorRequests().evictedSince(begin)).isEqualTo(order);
    assertThat(members.epoch() - epoch).as("elections").isEqualTo(1);
    awaitMore("passed", 2, PODS);
  }

  @Test
  @Order(5)
  void aPausedClusterIsLeftAlone() throws Exception {
    spec(CONFIG + "\n  paused: true\n  " + ON);
    cluster.await("no numbers", () -> !metrics.isProbing());
    awaitNothingLeft();

    spec(CONFIG + "\n  " + ON);
    cluster.await("rounds", () -> rounds("passed").values().stream().allMatch(n -> n >= 1));
  }

  @Test
  @Order(6)
  void anOperatorThatEndsTakesItsSessionsWithIt() throws Exception {
    cluster.operator().signal("TERM");
    cluster.operator().exitCode();
    awaitNothingLeft();

    cluster.startOperator(RunningCluster.EXAMINING);
    metrics = cluster.operatorMetrics();
    cluster.await("rounds", () -> rounds("passed").values().stream().allMatch(n -> n >= 1));
  }

  /** By all that they say of themselves, the members serve. */
  @Test
  @Order(7)
  void whatOnlyAClientMeetsIsAProblem() throws Exception {
    var limit = new StatsTrack();
    limit.setCountHardLimit(1);
    var client = members.client();
    try {
      create(client, Quotas.quotaPath(PROBE), new byte[0]);
      create(client, Quotas.limitPath(PROBE), limit.getStatsBytes());
      create(client, Quotas.statPath(PROBE), new StatsTrack().getStatsBytes());
      cluster.await("it is told", () -> failing().equals(PODS));

      ZKUtil.deleteRecursive(client, Quotas.quotaPath(PROBE));
      cluster.await("it is over", () -> failing().isEmpty());
    } finally {
      client.close();
    }
  }

  private static void create(ZooKeeper client, String path, byte[] data) throws Exception {
    client.create(path, data, ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
  }

  private List<String> failing() {
    return user.status(ZK).orElseThrow().problems().stream()
        .filter(p -> p.rule().equals("ProbeFails") && p.message().contains("Quota"))
        .map(ProblemStatus::member)
        .sorted()
        .toList();
  }

  @Test
  @Order(8)
  void turnedOffItLeavesNothingButTheNodeAbove() throws Exception {
    spec(CONFIG);
    cluster.await("no numbers", () -> !metrics.isProbing());
    awaitNothingLeft();
  }
}
