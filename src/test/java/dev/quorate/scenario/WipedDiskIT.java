package dev.quorate.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.api.MemberStatus;
import dev.quorate.model.Names;
import dev.quorate.scenario.load.ClientLoad;
import dev.quorate.testing.Manifest;
import dev.quorate.testing.MemberModes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.TestReporter;

/**
 * Disks come back empty, before an ensemble has formed and after, and the operator looks on
 * (hazards Z27 to Z30). That plain servers would lose acknowledged writes in such a story is proven
 * in {@code dev.quorate.desired.EmptyDiskIT}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WipedDiskIT {
  private static final String ZK = "zk";
  private static final Duration ARRIVAL = Duration.ofMillis(500);
  private static final Duration QUIET = Duration.ofSeconds(3);
  private static final Duration A_WHILE = Duration.ofSeconds(8);

  private RunningCluster cluster;
  private ClusterUser user;
  private Members members;
  private Mishaps mishaps;
  private FormationRecord record;
  private ClientLoad load;

  @BeforeAll
  void membersThatWait() {
    cluster = RunningCluster.withOperator("wiped-disk");
    user = cluster.user();
    members = cluster.members(ZK);
    mishaps = new Mishaps(cluster, ZK);
    record =
        FormationRecord.of(cluster.local().client(), new Names("default", ZK, "cluster.local"));
    List.of("zk-0", "zk-1", "zk-2").forEach(mishaps::holdBack);
    user.apply(Manifest.ensemble(ZK, 3));
    cluster.await("three pods", () -> members.processes().size() == 3);
  }

  @AfterAll
  void end() {
    if (load != null) {
      load.close();
    }
    record.close();
    cluster.close();
  }

  @Test
  @Order(1)
  void twoThatLostTheirDisksBeforeTheEnsembleFormedHaveNoVote() {
    for (var pod : List.of("zk-1", "zk-2")) {
      mishaps.letGo(pod);
      cluster.await(pod + " bootstraps", () -> hasSaid(pod, "starting ZooKeeper as"));
      mishaps.freeze(pod);
    }

    List.of("zk-1", "zk-2").parallelStream().forEach(mishaps::wipe);
    mishaps.letGo("zk-0");

    for (var pod : List.of("zk-1", "zk-2")) {
      cluster.await(
          pod + " is wiped",
          () -> hasSaid(pod, "this pod bootstrapped once, and its volume was wiped since"));
    }
    cluster.await("zk-0 bootstraps", () -> hasSaid("zk-0", "starting ZooKeeper as"));
    cluster.awaitFor(A_WHILE, "nobody serves", () -> members.modes().equals(NOBODY));
    cluster.await(
        "what status says of them",
        () -> states().equals(List.of("zk-0 Electing", "zk-1 Wiped", "zk-2 Wiped")));
    assertThat(user.status(ZK).orElseThrow().formed()).isNull();
    assertThat(user.condition(ZK, "Ready")).isEqualTo("False Forming");
    assertThat(user.message(ZK, "Ready")).contains("zk-1: its disk", "delete the pod");
    assertThat(record.bootstrapFlags()).containsExactly(true);
    assertThat(record.formed()).containsExactly(false);
  }

  private static final List<String> NOBODY =
      List.of(MemberModes.NONE, MemberModes.NONE, MemberModes.NONE);

  @Test
  @Order(2)
  void inNewPodsTheyBeginAgainAndOneEnsembleForms() throws Exception {
    mishaps.delete("zk-1");
    mishaps.delete("zk-2");
    user.awaitReady(ZK);
    assertThat(members.modes()).containsExactlyInAnyOrder("leader", "follower", "follower");
    assertThat(members.epoch()).isEqualTo(1);
    assertThat(record.bootstrapFlags()).containsExactly(true, false);
    assertThat(record.formed()).containsExactly(false, true);
    load = ClientLoad.on(members::addresses);
  }

  @Test
  @Order(3)
  void aVoterThatLosesItsDiskInTheSamePodIsSyncedAgainByTheLeader(TestReporter reporter) {
    var victim = members.followers().getFirst();
    awaitWrites();
    int restarts = members.restarts();
    int told = wipesToldBy(victim);
    try (var witness = Witness.of(cluster, ZK)) {
      mishaps.wipe(victim);
      awaitSyncedAgain(victim);
      assertThat(wipesToldBy(victim)).isEqualTo(told + 1);
      // It was killed with its disk, and ended once to tell.
      assertThat(members.restarts()).isEqualTo(restarts + 2);
      assertSeenAsWiped(victim, witness);
      reporter.publishEntry("Degraded, in turn", String.join(", ", witness.told("Degraded")));
    }
  }

  @Test
  @Order(4)
  void soIsOneThatLosesItWithItsPod() {
    var victim = members.followers().getLast();
    awaitWrites();
    int told = wipesToldBy(victim);
    try (var witness = Witness.of(cluster, ZK)) {
      mishaps.replaceOnEmptyDisk(victim);
      awaitSyncedAgain(victim);
      assertThat(wipesToldBy(victim)).isEqualTo(told + 1);
      assertSeenAsWiped(victim, witness);
    }
  }

  /**
   * The one with all writes is away, one has missed some, and one has lost its disk: the two that
   * are left are a majority, and must not serve.
   */
  @Test
  @Order(5)
  void anEmptyDiskHasNoVoteWhenEveryVoteIsNeeded(TestReporter reporter) {
    var lagging = members.followers().getFirst();
    var wiped = members.followers().getLast();
    var keeper = members.leader().orElseThrow();
    mishaps.freeze(lagging);
    awaitWrites();
    mishaps.holdBack(keeper);
    members.kill(List.of(keeper, wiped));
    mishaps.wipe(wiped);
    int promised = promisedWhenNobodyServes();
    mishaps.thaw(lagging);

    cluster.await(wiped + " joins", () -> members.decisions(wiped).getLast().contains("joins"));
    cluster.awaitFor(A_WHILE, "nobody serves", () -> !members.modes().contains("leader"));
    assertThat(load.acknowledged()).isEqualTo(promised);
    assertThat(user.condition(ZK, "QuorumAvailable")).startsWith("False");
    cluster.await("what status says", () -> states().contains(wiped + " Wiped"));
    assertThat(states()).contains(lagging + " Electing");
    cluster.awaitFor(QUIET, "nothing is written about it", this::nothingIsWritten);
    reporter.publishEntry("Ready says", user.message(ZK, "Ready"));

    mishaps.letGo(keeper);
    user.awaitReady(ZK);
    awaitWrites();
    assertThat(members.decisions(wiped).getLast()).contains("joins as an observer");
  }

  @Test
  @Order(6)
  void noAcknowledgedWriteIsLost(TestReporter reporter) throws Exception {
    var account = load.settle();
    reporter.publishEntry("acknowledged writes", Integer.toString(account.acknowledged()));
    assertThat(account.failures()).isEmpty();
    assertThat(account.acknowledged()).isGreaterThan(200);
    assertThat(account.lost()).isEmpty();
    assertThat(account.missed()).isEmpty();
    assertThat(record.bootstrapFlags()).containsExactly(true, false);
    assertThat(record.formed()).containsExactly(false, true);
  }

  /** What was acknowledged just before is counted by its client a moment later. */
  private int promisedWhenNobodyServes() {
    var seen = new AtomicInteger();
    cluster.awaitFor(
        ARRIVAL,
        "the last acknowledgement",
        () -> seen.getAndSet(load.acknowledged()) == load.acknowledged());
    return seen.get();
  }

  private boolean nothingIsWritten() {
    return cluster.operatorRequests().writesSince(Instant.now().minus(QUIET)).isEmpty();
  }

  private void awaitWrites() {
    int promised = load.acknowledged();
    cluster.await("some writes", () -> load.acknowledged() > promised + 50);
  }

  private void awaitSyncedAgain(String pod) {
    cluster.await(
        pod + " joins", () -> members.decisions(pod).getLast().contains("joins as an observer"));
    user.awaitReady(ZK);
    assertThat(members.mode(pod)).isEqualTo("follower");
    user.awaitEvents(ZK, "DiskWiped", "MemberRecovered");
    awaitWrites();
  }

  private void assertSeenAsWiped(String pod, Witness witness) {
    assertThat(witness.told("Degraded")).contains("True DiskWiped");
    assertThat(witness.moments())
        .anySatisfy(moment ->
            assertThat(moment.status().members())
                .anyMatch(m -> m.name().equals(pod) && m.state().equals("Wiped")));
  }

  private List<String> states() {
    return user.status(ZK).orElseThrow().members().stream()
        .map((MemberStatus m) -> m.name() + " " + m.state())
        .toList();
  }

  private boolean hasSaid(String pod, String words) {
    return members.log(pod).stream().anyMatch(line -> line.contains(words));
  }

  /** How often the start script has ended with the exit code for that. */
  private int wipesToldBy(String pod) {
    return (int) members.log(pod).stream().filter(line -> line.contains("is a voter, and")).count();
  }
}
