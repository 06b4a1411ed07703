package dev.quorate.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.model.Labels;
import dev.quorate.model.MemberId;
import dev.quorate.model.Names;
import dev.quorate.model.QuorumConfig;
import dev.quorate.model.Reason;
import dev.quorate.model.Role;
import dev.quorate.model.ServerLine;
import dev.quorate.testing.Ensembles;
import dev.quorate.testing.ObservedStates;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is done about a membership that somebody else has changed, and what holds it back. */
class DriftTest {
  private static final Names NAMES = Ensembles.three().names();
  private static final ServerLine FOREIGN =
      ServerLine.of(new MemberId(7), "zk.elsewhere", Role.VOTER);
  private static final String WAITS_FOR_FOREIGN = "wait for VoterNotSynced server.7";

  private final PlannedSteps steps = new PlannedSteps();

  private List<String> next(ObservedStates states) {
    return next(3, states);
  }

  private List<String> next(int wanted, ObservedStates states) {
    return steps.next(Ensembles.of(wanted).build(), states);
  }

  private static ServerLine ours(int id) {
    return NAMES.serverLine(new MemberId(id), new MemberId(id).role());
  }

  private static ServerLine ours(int id, Role role) {
    return NAMES.serverLine(new MemberId(id), role);
  }

  private static ServerLine forClients(int id, int port) {
    var line = ours(id);
    return new ServerLine(line.id(), line.host(), 2888, 3888, line.role(), line.host(), port);
  }

  private static ServerLine between(int id, int quorumPort, int electionPort) {
    var line = ours(id);
    return new ServerLine(
        line.id(), line.host(), quorumPort, electionPort, line.role(), line.host(), 2181);
  }

  /** The servers 1 to the given number as ours, and others instead of or beside them. */
  private static QuorumConfig committed(int voters, ServerLine... others) {
    List<ServerLine> lines = new ArrayList<>(List.of(others));
    Stream.iterate(1, id -> id + 1)
        .limit(voters)
        .filter(id -> lines.stream().noneMatch(line -> line.id().value() == id))
        .forEach(id -> lines.add(ours(id)));
    return new QuorumConfig(9L << 32, lines);
  }

  private static ObservedStates healthy(int voters, ServerLine... others) {
    return ObservedStates.healthy(voters).committed(committed(voters, others)).formed();
  }

  private static String joins(ServerLine line, String through) {
    return "join %s through %s".formatted(line.render(), through);
  }

  @Test
  void whoWasTakenOutJoinsAgain() {
    var states = ObservedStates.healthy(3).committed(1, 2);
    assertThat(next(states).getFirst()).startsWith("join " + ours(3).render());
    assertThat(next(ObservedStates.healthy(3).committed(1, 2).syncing(3)))
        .containsExactly("wait for AddingMember zk-2");
  }

  @Test
  void allWhoWereTakenOutJoinAgainOneAtATime() {
    var states = ObservedStates.healthy(5).leader(1).committed(1);
    assertThat(next(5, states))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("join " + ours(2).render());
  }

  @Test
  void aVoterThatWasMadeAnObserverIsTakenOutAndJoinsAgain() {
    var observer = ours(3, Role.OBSERVER);
    assertThat(next(healthy(3, observer)))
        .containsExactly("leave [3] through [127.0.1.1:2181, 127.0.1.2:2181]");
    assertThat(next(healthy(5, observer).electing(1))).noneMatch(s -> s.startsWith("leave"));
  }

  @Test
  void anObserverThatWasMadeAVoterIsTakenOut() {
    var ensemble = Ensembles.of(3).observers(1).build();
    var states = healthy(3, ours(101, Role.VOTER)).observerReplicas(1).synced(101);
    assertThat(steps.next(ensemble, states))
        .containsExactly("leave [101] through [127.0.1.1:2181, 127.0.1.2:2181, 127.0.1.3:2181]");
  }

  @Test
  void anObserverThatWasMadeAVoterAndIsAwayIsTakenOutToo() {
    var ensemble = Ensembles.of(3).observers(1).build();
    var away = healthy(3, ours(101, Role.VOTER)).observerReplicas(1).podMissing(101);
    assertThat(steps.next(ensemble, away).getFirst()).startsWith("leave [101] ");
    assertThat(steps.next(ensemble, away.electing(1))).noneMatch(s -> s.startsWith("leave"));
  }

  @Test
  void aMemberGetsItsOwnAddressesBack() {
    for (var wrong :
        List.of(
            forClients(1, 2191),
            between(1, 2999, 3888),
            between(1, 2888, 3999),
            ServerLine.of(new MemberId(1), "10.0.0.7", Role.VOTER))) {
      assertThat(next(healthy(3, wrong)))
          .containsExactly(joins(ours(1), "[127.0.1.2:2181, 127.0.1.3:2181]"));
    }
  }

  @Test
  void oneMemberAtATimeAndTheLeaderLast() {
    var both = healthy(3, between(1, 2999, 3888), between(2, 2999, 3888)).leader(1);
    assertThat(next(both)).containsExactly(joins(ours(2), "[127.0.1.1:2181, 127.0.1.3:2181]"));
    var leader = healthy(3, between(1, 2999, 3888)).leader(1);
    assertThat(next(leader)).containsExactly(joins(ours(1), "[127.0.1.2:2181, 127.0.1.3:2181]"));
  }

  @Test
  void noAddressIsPutRightWhileAnotherVoterIsAway() {
    assertThat(next(healthy(3, between(1, 2999, 3888)).electing(3)))
        .containsExactly("wait for MemberElecting zk-2");
  }

  @Test
  void aMemberThatIsAwayGetsItsAddressBackBecauseThatMayBeWhy() {
    assertThat(next(healthy(3, forClients(1, 2191)).unreachable(1)))
        .containsExactly(joins(ours(1), "[127.0.1.2:2181, 127.0.1.3:2181]"));
    assertThat(next(healthy(5, forClients(1, 2191)).unreachable(1).unreachable(2)))
        .containsExactly("wait for MemberUnreachable zk-0", "wait for MemberUnreachable zk-1");
  }

  @Test
  void theOnlyVoterKeepsAnAddressThatItWouldHaveToHandOverFor() {
    assertThat(next(1, healthy(1, between(1, 2999, 3888)))).isEmpty();
    assertThat(
            next(
                1,
                healthy(
                    1,
                    new ServerLine(
                        new MemberId(1), ours(1).host(), 2888, 3888, Role.VOTER, "0.0.0.0", 2181))))
        .containsExactly(joins(ours(1), "[127.0.1.1:2181]"));
  }

  @Test
  void anAddressIsPutRightBeforeASurplusMemberUnderItLeaves() {
    var elsewhere = ServerLine.of(new MemberId(4), "10.0.0.7", Role.VOTER);
    assertThat(next(3, healthy(4, elsewhere)).getFirst()).startsWith("join " + ours(4).render());
  }

  @Test
  void aServerOfSomebodyElseIsToldOfAndLeftAlone() {
    var states = healthy(3, FOREIGN).foreignSynced(1);
    assertThat(next(states)).containsExactly("wait for ForeignMember");
    var plan = steps.plan(Ensembles.three(), states);
    assertThat(plan.stage().reason()).isEqualTo(Reason.FOREIGN_MEMBER);
    assertThat(plan.stage().message()).contains(FOREIGN.render(), "zk-superuser", "-remove 7");
    assertThat(plan.health()).doesNotContainKey(FOREIGN.id());
  }

  @Test
  void aServerOfSomebodyElseGetsNoPodAndNoRecordOnAClaim() {
    var actions = steps.plan(Ensembles.three(), healthy(3, FOREIGN).unrecorded()).actions();
    assertThat(steps.topology().voterReplicas()).isEqualTo(3);
    assertThat(steps.listed()).contains("7 participant");
    assertThat(actions.stream().filter(Action.AnnotateClaim.class::isInstance))
        .hasSize(3)
        .allSatisfy(a ->
            assertThat(((Action.AnnotateClaim) a).annotations())
                .containsEntry(Labels.MEMBERS, "1,2,3"));
  }

  @Test
  void aForeignVoterThatTakesPartHoldsNothingUp() {
    assertThat(next(3, healthy(5, FOREIGN).foreignSynced(1)).getFirst()).startsWith("leave [5] ");
    assertThat(next(healthy(3, FOREIGN, between(1, 2999, 3888)).foreignSynced(1)).getFirst())
        .startsWith("join " + ours(1).render());
  }

  @Test
  void noVoterIsDisturbedWhileAForeignVoterIsAway() {
    assertThat(next(3, healthy(5, FOREIGN))).containsExactly(WAITS_FOR_FOREIGN);
    assertThat(next(healthy(3, FOREIGN, between(1, 2999, 3888))))
        .containsExactly(WAITS_FOR_FOREIGN);
    var promoted = healthy(3, FOREIGN, ours(101, Role.VOTER)).observerReplicas(1).synced(101);
    assertThat(steps.next(Ensembles.of(3).observers(1).build(), promoted))
        .containsExactly(WAITS_FOR_FOREIGN);
  }

  @Test
  void ourMembersAreHealedWhileAForeignVoterIsAway() {
    var takenOut =
        ObservedStates.healthy(3)
            .committed(new QuorumConfig(9L << 32, List.of(ours(1), ours(2), FOREIGN)));
    assertThat(next(takenOut).getFirst()).startsWith("join " + ours(3).render());
    assertThat(next(healthy(3, FOREIGN, ours(3, Role.OBSERVER))).getFirst())
        .startsWith("leave [3] ");
    assertThat(next(healthy(3, FOREIGN, forClients(1, 2191))).getFirst())
        .startsWith("join " + ours(1).render());
    assertThat(next(healthy(5, FOREIGN).podFailed(3, "evicted")).getFirst())
        .isEqualTo("delete zk-2");
  }

  @Test
  void marginIsCountedByTheCommittedConfiguration() {
    var quorum = healthy(3, FOREIGN).build().quorum();
    assertThat(quorum.mayLose()).isZero();
    assertThat(quorum.foreignUnsynced()).containsExactly(FOREIGN.id());
    assertThat(healthy(3, FOREIGN).foreignSynced(1).build().quorum().mayLose()).isEqualTo(1);
  }

  @Test
  void evictionsDoNotRelyOnAForeignVoter() {
    next(healthy(3, FOREIGN).foreignSynced(1));
    assertThat(steps.topology().maxUnavailable()).isZero();
    next(5, healthy(5, FOREIGN).foreignSynced(1));
    assertThat(steps.topology().maxUnavailable()).isEqualTo(1);
  }

  @Test
  void noPodIsMadeWithTheIdOfAForeignServer() {
    var four = ServerLine.of(new MemberId(4), "zk.elsewhere", Role.VOTER);
    assertThat(next(5, healthy(3, four).foreignSynced(1)))
        .containsExactly("wait for ForeignMember zk-3");
  }

  @Test
  void aForeignObserverUnderAWantedIdIsNotTakenOut() {
    var observer = ServerLine.of(new MemberId(4), "zk.elsewhere", Role.OBSERVER);
    assertThat(next(5, healthy(3, observer))).containsExactly("wait for ForeignMember zk-3");
  }

  @Test
  void aPodThatHasTheIdOfAForeignServerIsNotTakenAway() {
    var four = ServerLine.of(new MemberId(4), "zk.elsewhere", Role.VOTER);
    assertThat(next(3, healthy(3, four).foreignSynced(1).replicas(5).creating(4).creating(5)))
        .containsExactly("keep 4 pods, not [5]");
  }

  @Test
  void nothingIsDoneWhilePausedOrWithoutAQuorum() {
    var states = healthy(3, between(1, 2999, 3888));
    assertThat(steps.next(Ensembles.of(3).paused().build(), states)).isEmpty();
    assertThat(next(states.electing())).noneMatch(s -> s.startsWith("join"));
  }
}
