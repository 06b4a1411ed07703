package dev.quorate.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.facts.Probed;
import dev.quorate.facts.ServerFacts.Vitals;
import dev.quorate.model.Ensemble;
import dev.quorate.model.Reason;
import dev.quorate.testing.Ensembles;
import dev.quorate.testing.ObservedStates;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What a change of the pods' template, or a wish, does to a running ensemble. */
class RollTest {
  private static final String OLD = "gfr7t5bwxk";

  private final PlannedSteps steps = new PlannedSteps();

  private static String wanted(Ensemble ensemble) {
    return PlannedSteps.revisions(ensemble).voters();
  }

  /** Three voters, of which 2 leads; all but the named ones run an older revision. */
  private static ObservedStates rolled(Ensemble ensemble, Integer... updated) {
    var states = ObservedStates.healthy(3).revision(OLD);
    List.of(updated).forEach(id -> states.revisionOfPod(id, wanted(ensemble)));
    return states;
  }

  private List<String> next(Ensemble ensemble, ObservedStates states) {
    return steps.nextAsTheyRun(ensemble, states);
  }

  private List<String> next(Integer... updated) {
    return next(Ensembles.three(), rolled(Ensembles.three(), updated));
  }

  /** It has been ready since then, and this many requests wait in it. */
  private static ObservedStates busy(
      ObservedStates states, int id, Instant readySince, long outstanding) {
    return states.change(
        id,
        m -> {
          m.readySince = Optional.of(readySince);
          m.vitals = Probed.known(new Vitals(0, 0, 10, OptionalLong.of(9), outstanding, 5, 0, 0));
        });
  }

  // ---- the order

  @Test
  void restartsFollowersBeforeTheLeader() {
    assertThat(next()).containsExactly("evict zk-0");
    assertThat(next(1)).containsExactly("evict zk-2");
    assertThat(next(1, 3)).containsExactly("evict zk-1");
    assertThat(next(1, 2, 3)).isEmpty();
  }

  @Test
  void restartsWhoeverIsLeftWhenTheLeaderRunsItAlready() {
    assertThat(next(2)).containsExactly("evict zk-0");
    assertThat(next(2, 1)).containsExactly("evict zk-2");
  }

  @Test
  void restartsObserversBeforeVoters() {
    var states = ObserversTest.threeVotersAndTwoObservers().revision(OLD);
    assertThat(next(Ensembles.of(3).observers(2).build(), states))
        .containsExactly("evict zk-observer-0");
  }

  @Test
  void doesNotRestartAgainAnObserverWhosePodGoesAlready() {
    var states = ObserversTest.threeVotersAndTwoObservers().revision(OLD);
    states.terminating(101).electing(101);
    assertThat(next(Ensembles.of(3).observers(2).build(), states))
        .containsExactly("wait for PodTerminating zk-observer-0");
  }

  @Test
  void treatsAPodThatDoesNotSayWhatItRunsAsOutdated() {
    var states = rolled(Ensembles.three(), 1, 2, 3).change(3, m -> m.revision = Optional.empty());
    assertThat(next(Ensembles.three(), states)).containsExactly("evict zk-2");
  }

  // ---- the gate

  @Test
  void disturbsNobodyWhileAVoterIsAway() {
    for (int away : List.of(1, 2, 3)) {
      assertThat(
              next(
                  Ensembles.three(),
                  rolled(Ensembles.three()).leader(away % 3 + 1).podMissing(away)))
          .noneMatch(step -> step.startsWith("evict"));
    }
  }

  @Test
  void waitsForTheMemberThatWasRestarted() {
    var three = Ensembles.three();
    assertThat(next(three, rolled(three).terminating(1)))
        .containsExactly("wait for PodTerminating zk-0");
    assertThat(next(three, rolled(three, 1).creating(1)))
        .containsExactly("wait for PodStarting zk-0");
    assertThat(next(three, rolled(three, 1).syncing(1)))
        .containsExactly("wait for MemberSyncing zk-0");
    assertThat(next(three, rolled(three, 1).podNotReady(1)))
        .containsExactly("wait for MembersNotReady zk-0");
  }

  @Test
  void waitsUntilTheServersHaveWorkedOffTheirRequestsButNotForEver() {
    var three = Ensembles.three();
    var now = ObservedStates.NOW;
    assertThat(next(three, busy(busy(rolled(three, 1), 1, now.minusSeconds(5), 3), 2, now, 101)))
        .contains("wait for ClientsSettling zk-1");
    assertThat(next(three, busy(settled(rolled(three, 1)), 1, now.minusSeconds(5), 100)))
        .containsExactly("evict zk-2");
    assertThat(next(three, busy(rolled(three, 1), 1, now.minusSeconds(31), 999)))
        .containsExactly("evict zk-2");
  }

  /** Each of the three has nine clients. */
  @Test
  void waitsUntilEverySessionIsConnectedAgainButNotForEver() {
    var three = Ensembles.three();
    var justNow = ObservedStates.NOW.minusSeconds(5);
    assertThat(next(three, sessions(settled(rolled(three, 1)), justNow, 28)))
        .contains("wait for ClientsSettling");
    assertThat(next(three, sessions(settled(rolled(three, 1)), justNow, 27)))
        .containsExactly("evict zk-2");
    assertThat(next(three, sessions(settled(rolled(three, 1)), justNow.minusSeconds(26), 28)))
        .containsExactly("evict zk-2");
  }

  private static ObservedStates sessions(ObservedStates states, Instant readySince, long all) {
    return states.change(
        1,
        m -> {
          m.readySince = Optional.of(readySince);
          m.vitals = Probed.known(new Vitals(0, 0, 10, OptionalLong.of(all), 0, 5, 0, 0));
        });
  }

  @Test
  void countsALoadThatIsNotKnownAsTooMuch() {
    var three = Ensembles.three();
    assertThat(next(three, busy(rolled(three, 1), 1, ObservedStates.NOW, 0)))
        .contains("wait for ClientsSettling zk-1");
  }

  private static ObservedStates settled(ObservedStates states) {
    List.of(1, 2, 3).forEach(id -> busy(states, id, ObservedStates.NOW.minusSeconds(60), 0));
    return states;
  }

  @Test
  void stopsWhenAnObserverDoesNotComeBack() {
    var ensemble = Ensembles.of(3).observers(2).build();
    var revisions = PlannedSteps.revisions(ensemble);
    var states =
        ObserversTest.threeVotersAndTwoObservers()
            .revision(OLD)
            .revisionOfPod(101, revisions.observers().orElseThrow())
            .crashLooping(101, 1, 3);
    assertThat(next(ensemble, states)).containsExactly("wait for CrashLoop zk-observer-0");
  }

  @Test
  void replacesAnObserverThatIsAwayOnTheOldRevisionAtOnce() {
    var ensemble = Ensembles.of(3).observers(2).build();
    var states = ObserversTest.threeVotersAndTwoObservers().revision(OLD).crashLooping(102, 1, 3);
    assertThat(next(ensemble, states)).containsExactly("evict zk-observer-1");
  }

  @Test
  void restartsTheOnlyVoterAndSaysThatNobodyServesMeanwhile() {
    var one = Ensembles.of(1).build();
    var plan = steps.planAsTheyRun(one, ObservedStates.healthy(1).revision(OLD));
    assertThat(plan.actions())
        .filteredOn(Action::isDisruptive)
        .singleElement()
        .isInstanceOfSatisfying(
            Action.EvictPod.class, evict -> assertThat(evict.outage()).isTrue());
  }

  @Test
  void letsTheThirdVoterJoinBeforeOneOfTwoRestarts() {
    var states = ObservedStates.healthy(3).committed(1, 2).podMissing(3).replicas(2).revision(OLD);
    assertThat(next(Ensembles.three(), states.leader(2).podMissing(3)))
        .containsExactly("make 3 pods");
  }

  // ---- one edit with several kinds of change

  @Test
  void removesBeforeItRestartsAndRestartsBeforeItAdds() {
    var five = ObservedStates.healthy(5).revision(OLD);
    assertThat(next(Ensembles.three(), five)).singleElement().asString().startsWith("leave [5]");
    var three = ObservedStates.healthy(3).revision(OLD);
    assertThat(next(Ensembles.of(5).build(), three)).containsExactly("evict zk-0");
    assertThat(steps.topology().maxUnavailable()).isEqualTo(1);
  }

  @Test
  void finishesAJoinThatIsUnderWayBeforeAnybodyRestarts() {
    var states = ObservedStates.healthy(4).committed(1, 2, 3).revision(OLD);
    assertThat(next(Ensembles.of(5).build(), states.leader(2).synced(4)))
        .singleElement()
        .asString()
        .startsWith("join server.4=");
  }

  // ---- wishes

  @Test
  void restartsWhomAPersonWantsToHaveRestarted() {
    var three = Ensembles.three();
    var states = rolled(three, 1, 2, 3);
    assertThat(next(three, states.restartAsked(3))).containsExactly("evict zk-2");
    assertThat(next(three, states.restartAsked(2))).containsExactly("evict zk-2");
    assertThat(next(three, states.restartAsked(1))).containsExactly("evict zk-0");
  }

  // ---- stop and overtake

  @Test
  void healsOneThatRunsAndNeverServedWhenTheOthersAreSynced() {
    var three = Ensembles.three();
    assertThat(next(three, rolled(three, 2, 3).begins(1))).containsExactly("delete zk-0");
    assertThat(next(three, rolled(three, 2, 3).electing(1))).containsExactly("delete zk-0");
  }

  @Test
  void leavesOneAloneThatHasServedOnTheOldRevision() {
    var three = Ensembles.three();
    assertThat(next(three, rolled(three, 2, 3).electing(1).change(1, m -> m.served = true)))
        .containsExactly("wait for MemberElecting zk-0");
    assertThat(next(three, rolled(three, 2, 3).unseen(1)))
        .containsExactly("wait for MemberUnreachable zk-0");
  }

  @Test
  void withoutAQuorumTheNewTemplateMustHaveProvenItself() {
    var three = Ensembles.three();
    var unproven = rolled(three).electing();
    assertThat(next(three, unproven)).noneMatch(step -> step.startsWith("delete"));
    var proven = rolled(three, 3).electing().podMissing(2).change(3, m -> m.served = true);
    assertThat(next(three, proven)).containsExactly("delete zk-0");
  }

  @Test
  void aVolumeThatAnObserverLeftBehindProvesNothing() {
    var three = Ensembles.three();
    assertThat(next(three, rolled(three).electing().emptyClaim(101)))
        .noneMatch(step -> step.startsWith("delete"));
  }

  // ---- held by a person

  @Test
  void restartsNobodyWhileTheRolloutIsPaused() {
    var paused = Ensembles.of(3).rolloutPaused().build();
    assertThat(next(paused, rolled(paused, 1))).containsExactly("wait for RolloutPaused zk-2");
    var reason = steps.planAsTheyRun(paused, rolled(paused, 1)).stage().reason();
    assertThat(reason).isEqualTo(Reason.RESTARTING_MEMBERS);
  }
}
