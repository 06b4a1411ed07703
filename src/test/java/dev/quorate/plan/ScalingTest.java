package dev.quorate.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.desired.DesiredResources;
import dev.quorate.desired.Scripts;
import dev.quorate.desired.Topology;
import dev.quorate.facts.Probed;
import dev.quorate.model.Ensemble;
import dev.quorate.model.Labels;
import dev.quorate.model.MemberId;
import dev.quorate.model.Names;
import dev.quorate.model.QuorumConfig;
import dev.quorate.model.Reason;
import dev.quorate.model.Role;
import dev.quorate.model.ServerLine;
import dev.quorate.testing.Ensembles;
import dev.quorate.testing.ObservedStates;
import dev.quorate.testing.Topologies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which single step towards another number of voters is taken, and what holds it back. */
class ScalingTest {
  private static final Scripts SCRIPTS = Scripts.shipped();
  private static final Names NAMES = Ensembles.three().names();
  private static final String CURRENT =
      DesiredResources.of(Ensembles.three(), Topologies.formed(Ensembles.three()), SCRIPTS)
          .revisions()
          .voters();

  private final List<Topology> rendered = new ArrayList<>();
  private final Planner planner =
      new Planner(
          (ensemble, topology) -> {
            rendered.add(topology);
            return DesiredResources.of(ensemble, topology, SCRIPTS);
          },
          new Pace(Duration.ofSeconds(10), Duration.ofSeconds(1)));

  private Plan plan(int wanted, ObservedStates states) {
    Ensemble ensemble = Ensembles.of(wanted).build();
    return planner.plan(ensemble, states.revision(CURRENT).build());
  }

  /** The one step that can disturb somebody, and what is waited for. */
  private List<String> next(int wanted, ObservedStates states) {
    return texts(plan(wanted, states));
  }

  private static List<String> texts(Plan plan) {
    return Stream.concat(
            plan.actions().stream().filter(Action::isDisruptive).map(ScalingTest::text),
            plan.blockers().stream()
                .map(b -> "wait for " + b.reason() + b.member().map(m -> " " + m).orElse("")))
        .toList();
  }

  private static String text(Action action) {
    return switch (action) {
      case Action.Reconfigure r when r.change().leaving().isEmpty() ->
          "join " + r.change().joining().getFirst().render() + " through " + r.through();
      case Action.Reconfigure r -> "leave " + r.change().leaving() + " through " + r.through();
      case Action.AddPod a -> "make %d pods".formatted(a.set().getSpec().getReplicas());
      case Action.RemovePods r ->
          "keep %d pods, not %s".formatted(r.set().getSpec().getReplicas(), r.members());
      default -> action.toString();
    };
  }

  private List<String> listed() {
    return rendered.getLast().servers().stream()
        .map(s -> s.id() + " " + s.role().keyword())
        .toList();
  }

  @Test
  void theRevisionIsTheSameForEveryNumberOfMembers() {
    for (int voters : List.of(1, 3, 5, 7, 9)) {
      var ensemble = Ensembles.of(voters).build();
      assertThat(
              DesiredResources.of(ensemble, Topologies.formed(ensemble), SCRIPTS)
                  .revisions()
                  .voters())
          .isEqualTo(CURRENT);
    }
  }

  @Test
  void makesThePodOfOneJoinerFirstAndListsItNowhere() {
    assertThat(next(5, ObservedStates.healthy(3))).containsExactly("make 4 pods");
    assertThat(listed()).containsExactly("1 participant", "2 participant", "3 participant");
    assertThat(rendered.getLast().voterReplicas()).isEqualTo(3);
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
    return NAMES.serverLine(new MemberId(id), role);
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
    assertThat(rendered.getLast().voterReplicas()).isEqualTo(5);
  }

  @Test
  void waitsForThePodBeforeTheNextMemberLeaves() {
    assertThat(next(3, ObservedStates.healthy(5).replicas(4).committed(1, 2, 3, 4).terminating(5)))
        .containsExactly("wait for PodTerminating zk-4");
  }

  @Test
  void bringsBackPodsThatSomebodyScaledAway() {
    plan(3, ObservedStates.healthy(3).replicas(1).podMissing(2).podMissing(3).electing(1));
    assertThat(rendered.getLast().voterReplicas()).isEqualTo(3);
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
    assertThat(RoleChange.of(Role.VOTER, config, Ensembles.three()).isNone()).isTrue();
    assertThat(RoleChange.of(Role.VOTER, config, Ensembles.three()).surplus()).isEmpty();
  }

  @Test
  void allowsNoEvictionWhileTheMembershipChanges() {
    plan(5, ObservedStates.healthy(3));
    assertThat(rendered.getLast().maxUnavailable()).isZero();
    plan(3, ObservedStates.healthy(3));
    assertThat(rendered.getLast().maxUnavailable()).isEqualTo(1);
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
    assertThat(rendered.getLast().formed()).isTrue();
  }

  @Test
  void neverBeginsAnewOnVolumesOfWhichEveryMemberHasLeft() {
    plan(3, ObservedStates.nothing(3).leftClaim(2, "100000009").leftClaim(3, "100000008"));
    assertThat(rendered.getLast().formed()).isTrue();
  }

  private static QuorumConfig withObservers(int... observers) {
    List<ServerLine> servers = new ArrayList<>();
    IntStream.of(1, 2, 3).forEach(id -> servers.add(line(id, Role.VOTER)));
    IntStream.of(observers).forEach(id -> servers.add(line(id, Role.OBSERVER)));
    return new QuorumConfig(9L << 32, servers);
  }

  private List<String> nextWithObservers(int observers, ObservedStates states) {
    Ensemble ensemble = Ensembles.of(3).observers(observers).build();
    var revisions = DesiredResources.of(ensemble, Topologies.formed(ensemble), SCRIPTS).revisions();
    states.revision(CURRENT);
    IntStream.rangeClosed(101, 103)
        .forEach(id -> states.revisionOfPod(id, revisions.observers().orElse("none")));
    return texts(planner.plan(ensemble, states.build()));
  }

  @Test
  void anObserverJoinsWithoutAVoteAndStaysWithout() {
    assertThat(nextWithObservers(2, ObservedStates.healthy(3))).containsExactly("make 1 pods");
    assertThat(nextWithObservers(2, ObservedStates.healthy(3).observerReplicas(1).syncing(101)))
        .containsExactly("wait for AddingMember zk-observer-0");
    assertThat(nextWithObservers(2, ObservedStates.healthy(3).observerReplicas(1).synced(101)))
        .singleElement()
        .asString()
        .startsWith(
            "join server.101=zk-observer-0.zk-members.ns.svc.cluster.local:2888:3888:observer;");
    assertThat(listed())
        .containsExactly("1 participant", "2 participant", "3 participant", "101 observer");
  }

  @Test
  void votersJoinBeforeObservers() {
    var both = Ensembles.of(5).observers(1).build();
    var plan = planner.plan(both, ObservedStates.healthy(3).revision(CURRENT).build());
    assertThat(texts(plan)).containsExactly("make 4 pods");
  }

  @Test
  void anObserverThatIsAwayKeepsNobodyFromAnything() {
    var away =
        ObservedStates.healthy(3)
            .committed(withObservers(101))
            .observerReplicas(1)
            .podMissing(101)
            .formed();
    assertThat(nextWithObservers(1, away)).isEmpty();
    assertThat(rendered.getLast().maxUnavailable()).isEqualTo(1);
  }

  @Test
  void anObserverLeavesLikeAVoter() {
    var two =
        ObservedStates.healthy(3)
            .committed(withObservers(101, 102))
            .observerReplicas(2)
            .synced(101)
            .synced(102)
            .formed();
    assertThat(nextWithObservers(1, two).getFirst()).startsWith("leave [102] ");
    assertThat(nextWithObservers(1, two.committed(withObservers(101))))
        .containsExactly("keep 1 pods, not [102]");
    assertThat(nextWithObservers(0, two.committed(withObservers()).observerReplicas(1)))
        .containsExactly("keep 0 pods, not [101]");
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
