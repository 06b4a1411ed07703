package dev.quorate.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quorate.api.ProblemStatus;
import dev.quorate.scenario.load.Burden;
import dev.quorate.scenario.load.Crowd;
import dev.quorate.scenario.load.Pressure;
import dev.quorate.testing.Manifest;
import dev.quorate.testing.MemberModes;
import dev.quorate.zookeeper.Word;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * What is done to real members is told as what it is, and nothing is told of members to which
 * nothing is done. Where the usual threshold is for real loads, a lower one is set ({@link
 * #LOWERED}); it is still one that an ensemble at rest does not reach.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ProvokedProblemsIT {
  private static final String ZK = "zk";
  private static final String TINY = "tiny";
  private static final String LOWERED =
      "TooManyNodes=300,TooManyWatches=300,DataTooLarge=0.5,SlowElection=1,SyncLoops=0,HeapPressure=50,"
          + "DiskFilling=35,ZxidRollOver=0.00001,WatchStorm=2";

  /** A volume that few transaction logs fill. */
  private static final String SMALL =
      Manifest.ensemble(TINY, 1, "config: {snapCount: \"500\"}").replace("1Gi", "256Mi");

  private static final int LARGE = 760_000;

  /** One more than the ensemble may have needed when it was formed. */
  private static final int COPIES = 3;

  /**
   * How many transactions a leader has at hand for followers that come back; its log is not read.
   */
  private static final int REMEMBERED = 500;

  private static final int TOO_LARGE = 900_000;

  private RunningCluster cluster;
  private ClusterUser user;
  private Members members;
  private Mishaps mishaps;
  private ProblemsTold ofMany;
  private ProblemsTold ofOne;
  private final List<AutoCloseable> clients = new ArrayList<>();

  @BeforeAll
  void anEnsembleOfThreeAndOneAlone() {
    cluster = RunningCluster.withoutOperator("provoked");
    Map<String, String> settings = new HashMap<>(RunningCluster.EXAMINING);
    settings.put("QUORATE_DIAGNOSIS_THRESHOLDS", LOWERED);
    cluster.startOperator(settings);
    user = cluster.user();
    members = cluster.members(ZK);
    mishaps = new Mishaps(cluster, ZK);
    user.apply(manifest(""));
    user.apply(SMALL);
    user.awaitReady(ZK);
    user.awaitReady(TINY);
    ofMany = new ProblemsTold(user, ZK);
    ofOne = new ProblemsTold(user, TINY);
  }

  @AfterAll
  void end() throws Exception {
    for (var client : clients) {
      client.close();
    }
    if (ofOne != null) {
      ofMany.close();
      ofOne.close();
    }
    cluster.close();
  }

  private static String manifest(String more) {
    return manifest(more, true);
  }

  private static String manifest(String more, boolean paused) {
    return Manifest.ensemble(
        ZK,
        3,
        """
        config: {maxClientCnxns: "60", largeRequestThreshold: "800000",
            largeRequestMaxBytes: "850000", snapshotSizeFactor: "-1", readonlymode.enabled: "true"%s}
          rollout: {paused: %s}
        """
            .formatted(more, paused));
  }

  private void awaitTold(ProblemsTold told, String... rules) {
    for (String rule : rules) {
      cluster.await(rule + " is told", () -> told.first(rule).isPresent());
    }
  }

  @Test
  @Order(1)
  void nothingIsToldOfMembersAtRestButThatTheyShareANode() {
    awaitTold(ofMany, "FewVoters");
    awaitTold(ofOne, "FewVoters");
    assertThat(ofMany.rules()).isSubsetOf("FewVoters", "SlowElection");
    assertThat(ofOne.rules()).containsExactly("FewVoters");
  }

  @Test
  @Order(2)
  void clientsThatAskForTooMuch() throws Exception {
    user.apply(manifest(", syncLimit: \"9\""));
    var burden = burden(ZK);
    burden.nodes(400, CreateMode.PERSISTENT);
    burden.nodes(100, CreateMode.EPHEMERAL);
    burden.watches(400);
    burden.quota(20);
    burden.large(LARGE);
    assertThatThrownBy(() -> burden.large(TOO_LARGE))
        .isInstanceOf(KeeperException.ConnectionLossException.class);
    var address = members.addresses().get(members.leader().orElseThrow());
    var crowd = new Crowd(address);
    clients.add(crowd);
    crowd.stays(60, "127.66.0.1").stays(60, "127.66.0.2");
    crowd.keepsComing(5, 30_000, () -> "127.66.0.1");
    for (int i = 3; i < 7; i++) {
      crowd.dies(50, 4000, "127.66.0." + i);
    }

    awaitTold(
        ofMany,
        "ConnectionLimit",
        "ConnectionImbalance",
        "DataTooLarge",
        "EphemeralSurge",
        "OversizeData",
        "QuotaNearlyUsed",
        "SessionsExpiring",
        "ThrottlingActive",
        "TooManyNodes",
        "TooManyWatches");
    assertThat(ofMany.first("OversizeData").orElseThrow().message()).contains("of jute.maxbuffer");
  }

  @Test
  @Order(3)
  void volumesAndHeapsThatFill() throws Exception {
    var burden = burden(TINY);
    burden.writes(2500);
    awaitTold(ofOne, "DiskFilling");
    while (shareOfHeap() < 0.6) {
      burden.large(LARGE);
    }
    awaitTold(ofOne, "HeapPressure");
    assertThatThrownBy(
            () -> {
              while (true) {
                burden.large(LARGE);
              }
            })
        .isInstanceOf(KeeperException.ConnectionLossException.class);
    awaitTold(ofOne, "KilledForMemory");
    assertThat(ofOne.first("KilledForMemory").orElseThrow().member()).isEqualTo(TINY + "-0");
  }

  private Burden burden(String ensemble) throws IOException {
    var burden = new Burden(() -> cluster.members(ensemble).addresses().values());
    clients.add(burden);
    return burden;
  }

  private double shareOfHeap() {
    var mntr = MemberModes.ask(cluster.members(TINY).addresses().get(TINY + "-0"), Word.MNTR);
    return old(mntr, "used") / old(mntr, "max");
  }

  private static double old(String mntr, String what) {
    var key = "zk_jvm_memory_pool_bytes_" + what + "{pool=\"G1 Old Gen\"}\t";
    return mntr.lines()
        .filter(line -> line.startsWith(key))
        .mapToDouble(line -> Double.parseDouble(line.substring(key.length())))
        .findFirst()
        .orElseThrow();
  }

  @Test
  @Order(4)
  void aMemberThatStandsStillUntilOnlyAWholeCopyHelps() throws Exception {
    var follower = members.followers().getFirst();
    var leader = members.addresses().get(members.leader().orElseThrow());
    var burden = new Burden(() -> List.of(leader));
    clients.add(burden);
    for (int copies = 0; copies < COPIES; copies++) {
      needsAWholeCopy(follower, leader, burden);
    }
    awaitTold(ofMany, "LongPauses", "SyncLoops");
    assertThat(ofMany.first("LongPauses").orElseThrow().member()).isEqualTo(follower);
  }

  private void needsAWholeCopy(String follower, String leader, Burden burden) throws Exception {
    mishaps.freeze(follower);
    cluster.await("the leader has given it up", () -> hasFollowers(leader, 1));
    burden.writes(REMEMBERED + 1);
    mishaps.thaw(follower);
    cluster.await("it follows again", () -> hasFollowers(leader, 2));
  }

  private static boolean hasFollowers(String leader, int many) {
    return MemberModes.ask(leader, Word.MNTR)
        .contains("zk_synced_followers\t%d.0\n".formatted(many));
  }

  @Test
  @Order(5)
  void leadersThatDie() {
    assertThat(ofMany.rules()).doesNotContain("ContainerRestarted", "LeaderFlapping");
    for (int i = 0; i < 2; i++) {
      var leader = members.leader().orElseThrow();
      long before = MemberModes.epoch(members.addresses().get(leader));
      members.kill(List.of(leader));
      cluster.await("a leader of another epoch", () -> leadsSince(before) && members.areWhole());
    }
    awaitTold(ofMany, "ContainerRestarted", "LeaderFlapping", "SlowElection");
  }

  /** Who was killed may come back fast enough to be elected again. */
  private boolean leadsSince(long epoch) {
    return members
        .leader()
        .filter(leader -> MemberModes.epoch(members.addresses().get(leader)) > epoch)
        .isPresent();
  }

  @Test
  @Order(6)
  void aSettingThatWaitsForARestart() {
    awaitTold(ofMany, "ConfigDrift");
    assertThat(ofMany.first("ConfigDrift").orElseThrow().message())
        .contains("syncLimit is ", ", not 9");
    user.apply(manifest("", false));
    user.awaitReady(ZK);
    awaitOver("ConfigDrift");
  }

  @Test
  @Order(7)
  void dataThatCannotBeRead() throws Exception {
    assertThat(ofMany.rules()).doesNotContain("CorruptData");
    burden(ZK).writes(20);
    var victim = members.followers().getFirst();
    mishaps.replaceOnCorruptData(victim);
    awaitTold(ofMany, "CorruptData");
    assertThat(ofMany.first("CorruptData").orElseThrow().member()).isEqualTo(victim);
    user.awaitReady(ZK);
  }

  @Test
  @Order(8)
  void aMajorityThatIsAway() {
    assertThat(problem("NoQuorum")).isEmpty();
    var followers = members.followers();
    followers.forEach(mishaps::holdBack);
    mishaps.delete(followers.getFirst());
    awaitTold(ofMany, "MemberMissing", "OneFailureFromOutage");
    mishaps.delete(followers.getLast());
    awaitTold(ofMany, "NoQuorum", "ReadOnlyMember");
    followers.forEach(mishaps::letGo);
    user.awaitReady(ZK);
  }

  @Test
  @Order(9)
  void aDiskThatIsFull() {
    var victim = members.followers().getFirst();
    mishaps.replaceOnFullDisk(victim);
    awaitTold(ofMany, "DiskFull");
    assertThat(ofMany.first("DiskFull").orElseThrow().member()).isEqualTo(victim);
    assertThat(ofMany.first("DiskFull").orElseThrow().message())
        .contains("No space left on device");
    mishaps.makeRoom(victim);
    user.awaitReady(ZK);
    awaitOver("DiskFull");
  }

  @Test
  @Order(10)
  void namesThatLeadNowhere() {
    var victim = members.followers().getFirst();
    mishaps.holdBack(victim);
    mishaps.delete(victim);
    awaitPresent("NameUnresolved", victim);
    mishaps.letGo(victim);
    user.awaitReady(ZK);
    awaitOver("NameUnresolved");

    var leader = members.leader().orElseThrow();
    mishaps.holdBack(leader);
    mishaps.delete(victim);
    awaitPresent("PeerUnreachable", victim);
    assertThat(problem("PeerUnreachable").orElseThrow().message()).contains(leader);
    mishaps.letGo(leader);
    user.awaitReady(ZK);
    awaitOver("PeerUnreachable");
  }

  /** One slow disk of three delays no write: the two others are a majority. */
  @Test
  @Order(11)
  void disksOfAMajorityThatAreSlowUnderLoad() throws Exception {
    var leader = members.leader().orElseThrow();
    var follower = members.followers().getFirst();
    delayDisks(150, leader, follower);
    try (var _ = new Pressure(() -> List.of(members.addresses().get(leader)), 60)) {
      awaitTold(ofMany, "SlowLogDisk", "SlowWrites", "SlowReads", "ZxidRollOver");
      assertThat(ofMany.first("SlowLogDisk").orElseThrow().member()).isIn(leader, follower);
      cluster.await(
          "the cause of slow writes is told",
          () -> problem("SlowWrites").filter(p -> "SlowLogDisk".equals(p.causedBy())).isPresent());
    } finally {
      delayDisks(0, leader, follower);
    }
  }

  private void delayDisks(long millis, String... of) {
    var disk = cluster.slowDisk();
    for (String member : of) {
      disk.delay(mishaps.process(member), millis);
    }
  }

  /** A storm is one beside the minutes before it, and the leader has run for longer than that. */
  @Test
  @Order(12)
  void watchesThatFireAllAtOnce() throws Exception {
    var leader = members.addresses().get(members.leader().orElseThrow());
    try (var burden = new Burden(() -> List.of(leader))) {
      burden.storms(400, 30);
    }
    awaitTold(ofMany, "WatchStorm");
  }

  private Optional<ProblemStatus> problem(String rule) {
    return user.status(ZK).orElseThrow().problems().stream()
        .filter(p -> p.rule().equals(rule))
        .findFirst();
  }

  private void awaitPresent(String rule, String member) {
    cluster.await(
        rule + " of " + member,
        () -> problem(rule).filter(p -> member.equals(p.member())).isPresent());
  }

  private void awaitOver(String rule) {
    cluster.await(rule + " is over", () -> problem(rule).isEmpty());
  }
}
