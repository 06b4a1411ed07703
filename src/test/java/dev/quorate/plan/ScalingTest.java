package dev.quorate.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.facts.Probed;
import dev.quorate.facts.RecordedMembership;
import dev.quorate.model.Labels;
import dev.quorate.model.MemberId;
import dev.quorate.model.QuorumConfig;
import dev.quorate.model.Reason;
import dev.quorate.model.Role;
import dev.quorate.model.ServerLine;
import dev.quorate.testing.Ensembles;
import dev.quorate.testing.ObservedStates;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which single step towards another number of voters is taken, and what holds it back. */
class ScalingTest {
  private final PlannedSteps steps = new PlannedSteps();

  private Plan plan(int wanted, ObservedStates states) {
    return steps.plan(Ensembles.of(wanted).build(), states);
  }

  private List<String> next(int wanted, ObservedStates states) {
    return steps.next(Ensembles.of(wanted).build(), states);
  }

  private List<String> listed() {
    return steps.listed();
  }

  @Test
  void theRevisionIsTheSameForEveryNumberOfMembers() {
    var revision = PlannedSteps.revisions(Ensembles.three()).voters();
    for (int voters : List.of(1, 3, 5, 7, 9)) {
      assertThat(PlannedSteps.revisions(Ensembles.of(voters).build()).voters()).isEqualTo(revision);
    }
  }

  @Test
  void makesThePodOfOneJoinerFirstAndListsItNowhere() {
    assertThat(next(5, ObservedStates.healthy(3))).containsExactly("make 4 pods");
    assertThat(listed()).containsExactly("1 participant", "2 participant", "3 participant");
    assertThat(steps.topology().voterReplicas()).isEqualTo(3);
  }

  @Test
  void waitsUntilTheJoinerHasTheLeadersData() {
    assertThat(next(5, ObservedStates.healthy(3).replicas(4).creating(4)))
        .containsExactly("wait for AddingMember zk-3");
    assertThat(next(5, ObservedStates.healthy(3).replicas(4).syncing(4)))
        .containsExactly("wait for AddingMember zk-3");
    assertThat(next(5, ObservedStates.healthy(3).replicas(4).behind(4, 501)))
        .containsExactly("wait for AddingMember zk-3");
    assertThat(listed()).containsExactly("1 participant", "2 participant", "3 participant");
  }

  @Test
  void givesTheVoteToAJoinerThatIsSyncedAndListsItInTheSamePass() {
    assertThat(next(5, ObservedStates.healthy(3).replicas(4).behind(4, 500)))
        .containsExactly(
            "join server.4=zk-3.zk-members.ns.svc.cluster.local:2888:3888:participant;zk-3.zk-members.ns.svc.cluster.local:2181"
                + " through [127.0.1.1:2181, 127.0.1.2:2181, 127.0.1.3:2181]");
    assertThat(listed())
        .containsExactly("1 participant", "2 participant", "3 participant", "4 observer");
  }

  @Test
  void doesNotListAJoinerWhosePodIsBeingTakenAway() {
    var leaving = ObservedStates.healthy(3).synced(4);
    assertThat(next(5, leaving.replicas(4).terminating(4)))
        .containsExactly("wait for PodTerminating zk-3");
    assertThat(listed()).containsExactly("1 participant", "2 participant", "3 participant");
    assertThat(next(5, ObservedStates.healthy(3).synced(4).replicas(3)))
        .containsExactly("make 4 pods");
    assertThat(listed()).containsExactly("1 participant", "2 participant", "3 participant");
  }

  @Test
  void recordsTheJoinerOnTheClaimsBeforeItGetsItsVote() {
    var actions = plan(5, ObservedStates.healthy(3).replicas(4).synced(4)).actions();
    assertThat(actions.stream().filter(a -> a instanceof Action.AnnotateClaim))
        .hasSize(3)
        .allSatisfy(a ->
            assertThat(((Action.AnnotateClaim) a).annotations())
                .containsEntry(Labels.MEMBERS, "1,2,3,4"));
    assertThat(actions.getLast()).isInstanceOf(Action.Reconfigure.class);
  }

  @Test
  void listsTheJoinerBeforeItGetsItsVote() {
    var actions = plan(5, ObservedStates.healthy(3).replicas(4).synced(4)).actions();
    int record =
        actions.indexOf(
            actions.stream()
                .filter(a ->
                    a instanceof Action.Apply(var o)
                        && o.getMetadata().getName().equals("zk-membership"))
                .findFirst()
                .orElseThrow());
    assertThat(actions.getLast()).isInstanceOf(Action.Reconfigure.class);
    assertThat(record).isLessThan(actions.size() - 1);
  }

  @Test
  void doesNotBelieveMoreJoinersThanTheLeaderCounts() {
    var states = ObservedStates.healthy(3).replicas(4).synced(4).uncounted();
    assertThat(next(5, states)).containsExactly("wait for AddingMember zk-3");
  }

  @Test
  void nextJoinerOnlyWhenEveryVoterIsSynced() {
    var four = ObservedStates.healthy(4).committed(1, 2, 3, 4).formed();
    assertThat(next(5, four)).containsExactly("make 5 pods");
    assertThat(next(5, four.electing(4))).containsExactly("wait for MemberElecting zk-3");
  }

  @Test
  void addsNobodyWhileAVoterIsAway() {
    assertThat(next(5, ObservedStates.healthy(3).podMissing(1)))
        .containsExactly("wait for PodMissing zk-0");
    assertThat(next(5, ObservedStates.healthy(3).replicas(4).synced(4).unreachable(1)))
        .containsExactly("wait for MemberUnreachable zk-0");
  }

  @Test
  void takesAnObserverOutBeforeItVotes() {
    var config =
        new QuorumConfig(
            9L << 32,
            List.of(
                line(1, Role.VOTER),
                line(2, Role.VOTER),
                line(3, Role.VOTER),
                line(4, Role.OBSERVER)));
    assertThat(next(5, ObservedStates.healthy(4).committed(config).formed()))
        .containsExactly("leave [4] through [127.0.1.1:2181, 127.0.1.2:2181, 127.0.1.3:2181]");
  }

  private static ServerLine line(int id, Role role) {
    return Ensembles.three().names().serverLine(new MemberId(id), role);
  }

  @Test
  void waitsUntilTheVolumeOfTheLastMemberOfThatNameIsGone() {
    assertThat(next(3, ObservedStates.healthy(1).claimGoing(2)))
        .containsExactly("wait for AddingMember zk-1");
  }

  @Test
  void saysWhenAJoinerTakesTooLong() {
    var late =
        ObservedStates.healthy(3)
            .replicas(4)
            .syncing(4)
            .created(4, ObservedStates.NOW.minusSeconds(901));
    var plan = plan(5, late);
    assertThat(plan.blockers()).map(Blocker::reason).containsExactly(Reason.JOINING_TAKES_LONG);
    assertThat(plan.stage().message())
        .contains("progressDeadlineSeconds", "set spec.replicas back to 3");
  }

  @Test
  void givesUpAJoinerThatIsNotWantedAnyMore() {
    assertThat(next(3, ObservedStates.healthy(3).replicas(4).syncing(4)))
        .containsExactly("keep 3 pods, not [4]");
    assertThat(next(3, ObservedStates.healthy(3).replicas(4).synced(4)))
        .containsExactly("keep 3 pods, not [4]");
    assertThat(listed()).containsExactly("1 participant", "2 participant", "3 participant");
  }

  /** Its promotion may have been asked for, and nobody saw what became of it (fault F26). */
  @Test
  void shutsOutAJoinerThatIsListedBeforeItsPodGoes() {
    var joiner = line(4, Role.OBSERVER);
    var promised =
        ObservedStates.healthy(3)
            .replicas(4)
            .podMissing(4)
            .membership(Probed.known(Optional.of(recorded(joiner))));
    assertThat(next(3, promised))
        .containsExactly(
            "keep 3 pods, not [4], once join server.1=zk-0.zk-members.ns.svc.cluster.local:2888:3888:participant;zk-0.zk-members.ns.svc.cluster.local:2181"
                + " through [127.0.1.1:2181, 127.0.1.2:2181, 127.0.1.3:2181]");
    assertThat(listed())
        .containsExactly("1 participant", "2 participant", "3 participant", "4 observer");
    next(3, promised.replicas(3));
    assertThat(listed()).containsExactly("1 participant", "2 participant", "3 participant");
  }

  private static RecordedMembership recorded(ServerLine joiner) {
    var voters = Stream.of(1, 2, 3).map(id -> line(id, Role.VOTER));
    return new RecordedMembership(Stream.concat(voters, Stream.of(joiner)).toList(), true);
  }

  @Test
  void removesTheHighestFollowerFirst() {
    assertThat(next(3, ObservedStates.healthy(5)))
        .containsExactly(
            "leave [5] through [127.0.1.1:2181, 127.0.1.2:2181, 127.0.1.3:2181, 127.0.1.4:2181]");
  }

  @Test
  void removesTheLeaderLast() {
    assertThat(next(3, ObservedStates.healthy(5).leader(5)).getFirst()).startsWith("leave [4] ");
    assertThat(next(3, ObservedStates.healthy(5).leader(5).committed(1, 2, 3, 5)).getFirst())
        .startsWith("leave [5] ");
  }

  @Test
  void removesAMemberThatIsAwayFirst() {
    assertThat(next(3, ObservedStates.healthy(5).leader(1).podMissing(4)).getFirst())
        .startsWith("leave [4] ");
  }

  @Test
  void removesNobodyWhileAnotherVoterIsAway() {
    assertThat(next(3, ObservedStates.healthy(5).podMissing(1)))
        .containsExactly("wait for PodMissing zk-0");
    assertThat(next(3, ObservedStates.healthy(5).leader(1).podMissing(4).podMissing(5)))
        .containsExactly("wait for PodMissing zk-3", "wait for PodMissing zk-4");
  }

  @Test
  void takesThePodAwayOnlyWhenTheConfigurationDoesNotNameItsMember() {
    assertThat(next(3, ObservedStates.healthy(5).committed(1, 2, 3, 4)))
        .containsExactly("keep 4 pods, not [5]");
    assertThat(steps.topology().voterReplicas()).isEqualTo(5);
  }

  @Test
  void waitsForThePodBeforeTheNextMemberLeaves() {
    assertThat(next(3, ObservedStates.healthy(5).replicas(4).committed(1, 2, 3, 4).terminating(5)))
        .containsExactly("wait for PodTerminating zk-4");
  }

  @Test
  void bringsBackPodsThatSomebodyScaledAway() {
    plan(3, ObservedStates.healthy(3).replicas(1).podMissing(2).podMissing(3).electing(1));
    assertThat(steps.topology().voterReplicas()).isEqualTo(3);
  }

  @Test
  void takesAwayPodsThatSomebodyScaledUp() {
    assertThat(next(3, ObservedStates.healthy(3).replicas(5).creating(4).creating(5)))
        .containsExactly("keep 3 pods, not [4, 5]");
  }

  @Test
  void neverTouchesAServerThatItDidNotList() {
    var foreign = ServerLine.of(new MemberId(7), "zk.elsewhere", Role.VOTER);
    var config =
        new QuorumConfig(
            9L << 32,
            List.of(line(1, Role.VOTER), line(2, Role.VOTER), line(3, Role.VOTER), foreign));
    var change = RoleChange.of(Role.VOTER, config, Ensembles.three());
    assertThat(change.surplus()).isEmpty();
    assertThat(change.missing()).isEmpty();
  }

  @Test
  void allowsNoEvictionWhileTheMembershipChanges() {
    plan(5, ObservedStates.healthy(3).creating(4));
    assertThat(steps.topology().maxUnavailable()).isZero();
    plan(3, ObservedStates.healthy(5));
    assertThat(steps.topology().maxUnavailable()).isZero();
    plan(3, ObservedStates.healthy(3));
    assertThat(steps.topology().maxUnavailable()).isEqualTo(1);
  }

  @Test
  void allowsOneEvictionUntilTheFirstJoinerHasAPodSoThatARollMayGoFirst() {
    plan(5, ObservedStates.healthy(3));
    assertThat(steps.topology().maxUnavailable()).isEqualTo(1);
  }

  @Test
  void marksTheVolumeOfAMemberThatLeft() {
    var annotations =
        plan(3, ObservedStates.healthy(5).committed(1, 2, 3, 4)).actions().stream()
            .filter(Action.AnnotateClaim.class::isInstance)
            .map(Action.AnnotateClaim.class::cast)
            .filter(a -> a.claim().equals("data-zk-4"))
            .map(Action.AnnotateClaim::annotations)
            .toList();
    assertThat(annotations).hasSize(1);
    assertThat(annotations.getFirst()).containsOnlyKeys("zookeeper.quorate.dev/left");
  }

  @Test
  void beginsAgainWithTheNewestRecordWithoutThoseWhoLeft() {
    var recreated =
        ObservedStates.nothing(3)
            .recordedClaim(1)
            .leftClaim(2, "100000009")
            .leftClaim(3, "100000008");
    plan(3, recreated);
    assertThat(listed()).containsExactly("1 participant");
    assertThat(steps.topology().formed()).isTrue();
  }

  /** Its vote may have been proposed: the others would wait for it, and it for data set aside. */
  @Test
  void beginsAgainWithWhoWasAboutToComeBackAsOneThatJoins() {
    var promoted = ObservedStates.nothing(3).committed(1, 2);
    plan(3, promoted.recordedClaim(1).leftClaim(2, "100000000"));
    assertThat(listed()).containsExactly("1 participant", "2 observer");
  }

  @Test
  void neverBeginsAnewOnVolumesOfWhichEveryMemberHasLeft() {
    plan(3, ObservedStates.nothing(3).leftClaim(2, "100000009").leftClaim(3, "100000008"));
    assertThat(steps.topology().formed()).isTrue();
  }

  @Test
  void changesNothingWithoutAQuorum() {
    assertThat(next(5, ObservedStates.healthy(3).electing())).noneMatch(s -> s.startsWith("make"));
    assertThat(next(1, ObservedStates.healthy(3).electing())).noneMatch(s -> s.startsWith("leave"));
    assertThat(
            next(
                1,
                ObservedStates.healthy(3)
                    .membership(Probed.unknown("no server line"))
                    .unreachable()))
        .allMatch(s -> s.startsWith("wait"));
  }
}
