package dev.quorate.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.model.MemberId;
import dev.quorate.model.Role;
import dev.quorate.model.ServerLine;
import dev.quorate.scenario.load.ClientLoad;
import dev.quorate.testing.Manifest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Somebody changes the membership behind the operator's back, under client load. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DriftIT {
  private static final String ZK = "zk";
  private static final String IN_SYNC = "MembershipInSync";

  /** Nobody runs there. */
  private static final ServerLine FOREIGN =
      ServerLine.of(new MemberId(7), "127.90.90.7", Role.VOTER);

  private RunningCluster cluster;
  private ClusterUser user;
  private Members members;
  private ClientLoad load;
  private Intruder intruder;

  @BeforeAll
  void anEnsembleUnderLoad() throws Exception {
    cluster = RunningCluster.withOperator("drift");
    user = cluster.user();
    members = cluster.members(ZK);
    user.apply(Manifest.ensemble(ZK, 3));
    user.awaitReady(ZK);
    load = ClientLoad.on(members::addresses);
    intruder = Intruder.in(cluster, ZK);
  }

  @AfterAll
  void end() throws Exception {
    intruder.close();
    load.close();
    cluster.close();
  }

  private static int id(String pod) {
    return Integer.parseInt(pod.substring(pod.lastIndexOf('-') + 1)) + 1;
  }

  private int follower() {
    return id(members.followers().getFirst());
  }

  private int leader() {
    cluster.await("a leader", () -> members.leader().isPresent());
    return id(members.leader().orElseThrow());
  }

  private List<ServerLine> own() {
    return Stream.of(1, 2, 3).map(intruder::own).toList();
  }

  /** Ours is as it was, by a version after the one that somebody else made; and it was told of. */
  private void repairs(String told, Runnable change) {
    long before = intruder.committed().version();
    change.run();
    cluster.await("ours is as it was", () -> isOwn(before));
    cluster.await("it is told of", () -> user.eventReasons(ZK).contains(told));
    cluster.await(
        "all is well",
        () -> user.isReady(ZK) && user.condition(ZK, IN_SYNC).equals("True MembershipInSync"));
    cluster.await(
        "all serve",
        () ->
            members.modes().stream()
                .sorted()
                .toList()
                .equals(List.of("follower", "follower", "leader")));
  }

  private boolean isOwn(long before) {
    var now = intruder.committed();
    return now.version() > before && now.servers().equals(own());
  }

  @Test
  @Order(1)
  void whoWasTakenOutJoinsAgain() {
    repairs("MemberAdded", () -> intruder.remove(follower()));
  }

  @Test
  @Order(2)
  void whoLostItsVoteGetsItBack() {
    repairs("MemberAdded", () -> intruder.change(follower(), line -> line.as(Role.OBSERVER)));
  }

  @Test
  @Order(3)
  void clientsFindAMemberAgainWherePodAndServiceSayItIs() {
    repairs("MembershipRepaired", () -> intruder.change(follower(), line -> at(line, 2888, 2191)));
  }

  @Test
  @Order(4)
  void theLeaderGetsTheAddressBackByWhichServersFindIt() {
    repairs("MembershipRepaired", () -> intruder.change(leader(), line -> at(line, 2999, 2181)));
  }

  private static ServerLine at(ServerLine line, int quorumPort, int clientPort) {
    return new ServerLine(
        line.id(), line.host(), quorumPort, 3888, line.role(), line.host(), clientPort);
  }

  @Test
  @Order(5)
  void aForeignVoterIsToldOfAndLeftAlone() {
    intruder.list(FOREIGN);
    cluster.await("it is told of", () -> user.condition(ZK, IN_SYNC).equals("False ForeignMember"));
    assertThat(user.message(ZK, IN_SYNC)).contains("server.7=127.90.90.7", "reconfig -remove 7");
    var status = user.status(ZK).orElseThrow();
    assertThat(status.quorum().summary()).isEqualTo("3/4, may lose 0");
    assertThat(status.members()).hasSize(3);
    assertThat(user.condition(ZK, "Degraded")).isEqualTo("True VoterNotSynced");
    assertThat(user.condition(ZK, "Ready")).isEqualTo("False VoterNotSynced");
  }

  @Test
  @Order(6)
  void oursAreHealedBesideAForeignVoterThatIsAway() {
    intruder.remove(follower());
    cluster.await(
        "three of ours are committed again",
        () ->
            intruder
                .committed()
                .servers()
                .equals(Stream.concat(own().stream(), Stream.of(FOREIGN)).toList()));
  }

  @Test
  @Order(7)
  void noVoterLeavesWhileAForeignVoterIsAway() {
    user.apply(Manifest.ensemble(ZK, 1));
    cluster.await(
        "it waits",
        () ->
            user.status(ZK).orElseThrow().blocked().stream()
                    .anyMatch(
                        b -> b.reason().equals("VoterNotSynced") && b.member().equals("server.7"))
                && user.condition(ZK, IN_SYNC).equals("False RemovingMember"));
    assertThat(members.voters()).containsExactly(1, 2, 3, 7);
    assertThat(members.pods()).containsExactly("zk-0", "zk-1", "zk-2");
    user.apply(Manifest.ensemble(ZK, 3));
  }

  @Test
  @Order(8)
  void allIsWellWhenAPersonHasTakenItOut() {
    intruder.remove(7);
    user.awaitReady(ZK);
    assertThat(intruder.committed().servers()).isEqualTo(own());
  }

  @Test
  @Order(9)
  void aForeignObserverIsToldOfAndHoldsNothingUp() {
    intruder.list(FOREIGN.as(Role.OBSERVER));
    cluster.await(
        "it is told of", () -> user.condition(ZK, "Stalled").equals("True ForeignMember"));
    intruder.change(follower(), line -> at(line, 2999, 2181));
    cluster.await(
        "ours is put right",
        () ->
            intruder
                .committed()
                .servers()
                .equals(
                    Stream.concat(own().stream(), Stream.of(FOREIGN.as(Role.OBSERVER))).toList()));
    assertThat(user.condition(ZK, "Degraded")).isEqualTo("False AsExpected");
    intruder.remove(7);
    user.awaitReady(ZK);
  }

  @Test
  @Order(10)
  void noAcknowledgedWriteAndNoSessionIsLost() throws Exception {
    load.settle().assertKept();
    assertThat(members.restarts()).isZero();
  }
}
