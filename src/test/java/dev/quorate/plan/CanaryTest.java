package dev.quorate.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.facts.PodFacts;
import dev.quorate.facts.Probed;
import dev.quorate.facts.ServerFacts.Course;
import dev.quorate.facts.ServerFacts.Vitals;
import dev.quorate.model.Ensemble;
import dev.quorate.model.Reason;
import dev.quorate.testing.Ensembles;
import dev.quorate.testing.MemberSketch;
import dev.quorate.testing.ObservedStates;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** One voter runs a new revision: may others follow? */
class CanaryTest {
  private static final String OLD = "gfr7t5bwxk";
  private static final int SOAK = 60;
  private static final Instant NOW = ObservedStates.NOW;
  private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(9));
  private static final Ensemble THREE = Ensembles.of(3).canary(SOAK).build();
  private static final String FOLLOWS = "evict zk-2";
  private static final String SOAKS = "wait for CanarySoaking zk-0";
  private static final String REGRESSED = "wait for CanaryRegressed zk-0";

  private final PlannedSteps steps = new PlannedSteps();

  private static String wanted() {
    return PlannedSteps.revisions(THREE).voters();
  }

  /** Three voters, of which 2 leads; 1 runs the new revision since so many seconds. */
  private static ObservedStates canary(long secondsReady) {
    var states = ObservedStates.healthy(3).revision(OLD).revision(1, wanted());
    List.of(2, 3).forEach(id -> states.change(id, m -> m.wellSince(LONG_AGO)));
    return states.change(1, m -> m.wellSince(NOW.minusSeconds(secondsReady)));
  }

  private static ObservedStates soaked() {
    return canary(SOAK);
  }

  private List<String> next(ObservedStates states) {
    return next(THREE, states);
  }

  private List<String> next(Ensemble ensemble, ObservedStates states) {
    return steps.nextAsTheyRun(ensemble, states);
  }

  private String message(ObservedStates states) {
    return steps.planAsTheyRun(THREE, states).blockers().getFirst().message();
  }

  // ---- the soak

  @Test
  void theFirstVoterIsRestartedAtOnce() {
    assertThat(next(canary(SOAK).revision(1, OLD))).containsExactly("evict zk-0");
  }

  @Test
  void nobodyFollowsBeforeTheCanaryHasSoaked() {
    assertThat(next(canary(0))).containsExactly(SOAKS);
    assertThat(next(canary(SOAK - 1))).containsExactly(SOAKS);
    assertThat(next(canary(SOAK))).containsExactly(FOLLOWS);
    assertThat(message(canary(0))).contains("until " + NOW.plusSeconds(SOAK));
  }

  @Test
  void whatIsToldDoesNotChangeWhileItSoaks() {
    assertThat(message(canary(10))).isEqualTo(message(canary(10).at(NOW.plusMillis(7777))));
  }

  @Test
  void theNextLookIsWhenTheSoakEnds() {
    assertThat(steps.planAsTheyRun(THREE, canary(0)).requeue()).isEqualTo(Duration.ofSeconds(10));
    assertThat(steps.planAsTheyRun(THREE, canary(SOAK - 3)).requeue())
        .isBetween(Duration.ofSeconds(3), Duration.ofMillis(3100));
  }

  @Test
  void withoutASoakNobodyWaits() {
    assertThat(next(Ensembles.three(), canary(40).change(1, m -> m.restarts = 9)))
        .containsExactly(FOLLOWS);
  }

  @Test
  void theSoakBeginsAnewWhenItsReadinessDoes() {
    var states = canary(SOAK).change(1, m -> m.readySince = Optional.of(NOW.minusSeconds(5)));
    assertThat(next(states)).containsExactly(SOAKS);
    var since = canary(SOAK).change(1, m -> m.readySince = Optional.empty());
    assertThat(next(since)).containsExactly(SOAKS);
    assertThat(message(since)).isEqualTo(message(since.at(NOW.plusSeconds(9))));
  }

  @Test
  void aRestartThatWasAskedForNeedsNoCanary() {
    var states = canary(5).revision(2, wanted()).revision(3, wanted());
    states.change(3, m -> m.asked = new PodFacts.Asked(false, true));
    assertThat(next(settled(states))).containsExactly(FOLLOWS);
  }

  @Test
  void anObserverIsNoCanaryAndWaitsForNone() {
    var ensemble = Ensembles.of(3).observers(2).canary(SOAK).build();
    var states = ObserversTest.threeVotersAndTwoObservers().revision(OLD);
    var observers = PlannedSteps.revisions(ensemble).observers().orElseThrow();
    assertThat(next(ensemble, settled(states.revision(101, observers))))
        .containsExactly("evict zk-observer-1");
    assertThat(next(ensemble, settled(states.revision(102, observers))))
        .containsExactly("evict zk-0");
  }

  @Test
  void theThirdVoterDoesNotWaitAgain() {
    var states = soaked().revision(3, wanted()).change(3, m -> m.wellSince(NOW.minusSeconds(1)));
    assertThat(next(states)).containsExactly("evict zk-1");
  }

  @Test
  void aDrainThatRenewsAnotherMemberDoesNotEndTheSoak() {
    var states = canary(9).revision(3, wanted()).change(3, m -> m.wellSince(NOW.minusSeconds(5)));
    assertThat(next(states)).containsExactly(SOAKS);
  }

  @Test
  void aPauseIsToldBesidesTheSoak() {
    var paused = Ensembles.of(3).canary(SOAK).rolloutPaused().build();
    assertThat(next(paused, soaked())).containsExactly("wait for RolloutPaused zk-2");
  }

  // ---- stop and overtake

  @Test
  void aRevertDoesNotWait() {
    var reverted = canary(5).revision(1, OLD).revision(2, wanted()).revision(3, wanted());
    assertThat(next(reverted)).containsExactly("evict zk-0");
    assertThat(next(reverted.change(1, m -> m.restarts = 4))).containsExactly("evict zk-0");
  }

  @Test
  void aRevertDoesNotAskHowTheOldRevisionFares() {
    var reverted = canary(5).revision(1, OLD).revision(2, wanted()).revision(3, wanted());
    List.of(2, 3).forEach(id -> reverted.change(id, m -> m.wellSince(NOW.minusSeconds(30))));
    assertThat(next(reverted)).containsExactly("evict zk-0");
    assertThat(next(reverted.change(2, m -> m.restarts = 4))).containsExactly("evict zk-0");
  }

  @Test
  void aRevertInTheMiddleDoesNotWaitForTheFirstThatIsBack() {
    var states = canary(5).revision(2, wanted()).change(3, m -> m.wellSince(NOW.minusSeconds(600)));
    assertThat(next(states)).containsExactly(FOLLOWS);
  }

  @Test
  void anotherEditHasItsOwnCanary() {
    var states = canary(5).revision(1, "neithernor");
    assertThat(next(states)).containsExactly("evict zk-0");
  }

  @Test
  void aPersonMayAcceptTheCanaryAsItIs() {
    assertThat(next(canary(5).change(1, m -> m.canaryAccepted = true))).containsExactly(FOLLOWS);
    assertThat(next(regressing(m -> m.restarts = 3).change(1, m -> m.canaryAccepted = true)))
        .containsExactly(FOLLOWS);
  }

  // ---- the signs

  private static ObservedStates regressing(Consumer<MemberSketch> how) {
    return soaked().change(1, how);
  }

  private static Course course(long elections, double fsync, long mismatches) {
    return new Course(
        OptionalLong.of(elections), OptionalDouble.of(fsync), OptionalLong.of(mismatches));
  }

  private static ObservedStates fares(ObservedStates states, int id, Course course) {
    return states.change(id, m -> m.course = Probed.known(course));
  }

  private static ObservedStates loaded(
      ObservedStates states, int id, double latency, long outstanding) {
    return states.change(
        id,
        m ->
            m.vitals =
                Probed.known(new Vitals(latency, 0, 9, OptionalLong.of(24), outstanding, 5, 0, 0)));
  }

  private static ObservedStates settled(ObservedStates states) {
    List.of(1, 2, 3).forEach(id -> states.change(id, m -> m.readySince = Optional.of(LONG_AGO)));
    return states;
  }

  @Test
  void aContainerThatWasRestartedHoldsTheRollFromThenOn() {
    assertThat(next(regressing(m -> m.restarts = 1))).containsExactly(REGRESSED);
    assertThat(next(canary(5).change(1, m -> m.restarts = 1))).containsExactly(REGRESSED);
    assertThat(next(soaked().change(3, m -> m.restarts = 7))).containsExactly(FOLLOWS);
    assertThat(message(regressing(m -> m.restarts = 2).change(3, m -> m.restarts = 7)))
        .isEqualTo(
            "restarts of the container: 2 in zk-0, 0 in zk-1, 7 in zk-2; nobody else gets revision "
                + wanted()
                + ". Set the specification back, or go on all"
                + " the same: kubectl annotate pod zk-0 -n ns"
                + " zookeeper.quorate.dev/canary=accepted");
  }

  @Test
  void aDigestMismatchHoldsTheRoll() {
    assertThat(next(fares(soaked(), 1, course(1, 1, 1)))).containsExactly(REGRESSED);
    assertThat(next(fares(soaked(), 2, course(1, 1, 1)))).containsExactly(FOLLOWS);
  }

  @Test
  void aCanaryThatHadToLookForALeaderAgainHoldsTheRoll() {
    assertThat(next(fares(soaked(), 1, course(2, 1, 0)))).containsExactly(REGRESSED);
    assertThat(next(fares(canary(5), 1, course(2, 1, 0)))).containsExactly(REGRESSED);
    assertThat(next(fares(soaked(), 2, course(4, 1, 0)))).containsExactly(FOLLOWS);
    assertThat(message(fares(soaked(), 1, course(2, 1, 0))))
        .startsWith("searches for a leader: 2 in zk-0, 1 in zk-1, 1 in zk-2");
  }

  @Test
  void aSlowDiskHoldsTheRollWhenTheSoakIsOver() {
    assertThat(next(fares(soaked(), 1, course(1, 20.1, 0)))).containsExactly(REGRESSED);
    assertThat(next(fares(soaked(), 1, course(1, 20, 0)))).containsExactly(FOLLOWS);
    assertThat(next(fares(canary(5), 1, course(1, 99, 0)))).containsExactly(SOAKS);
    var allAreSlow = fares(soaked(), 2, course(1, 10, 0));
    assertThat(next(fares(allAreSlow, 1, course(1, 30, 0)))).containsExactly(FOLLOWS);
    assertThat(next(fares(allAreSlow, 1, course(1, 30.1, 0)))).containsExactly(REGRESSED);
  }

  @Test
  void latencyHoldsTheRollWhenTheSoakIsOver() {
    assertThat(next(loaded(soaked(), 1, 50.1, 0))).containsExactly(REGRESSED);
    assertThat(next(loaded(soaked(), 1, 50, 0))).containsExactly(FOLLOWS);
    assertThat(next(loaded(canary(5), 1, 500, 0))).containsExactly(SOAKS);
    var allAreSlow = loaded(soaked(), 2, 40, 0);
    assertThat(next(loaded(allAreSlow, 1, 120, 0))).containsExactly(FOLLOWS);
    assertThat(next(loaded(allAreSlow, 1, 120.1, 0))).containsExactly(REGRESSED);
  }

  @Test
  void requestsThatWaitHoldTheRollWhenTheSoakIsOver() {
    assertThat(next(loaded(soaked(), 1, 2, 101))).containsExactly(REGRESSED);
    assertThat(next(loaded(soaked(), 1, 2, 100))).containsExactly(FOLLOWS);
    var allAreBusy = loaded(soaked(), 2, 2, 40);
    assertThat(next(loaded(allAreBusy, 1, 2, 120))).containsExactly(FOLLOWS);
    assertThat(next(loaded(allAreBusy, 1, 2, 121))).containsExactly(REGRESSED);
  }

  @Test
  void theRollGoesOnByItselfWhenWhatIsMeasuredIsGoodAgain() {
    assertThat(next(loaded(canary(900), 1, 51, 0))).containsExactly(REGRESSED);
    assertThat(next(loaded(canary(901), 1, 49, 0))).containsExactly(FOLLOWS);
  }

  @Test
  void whatIsToldChangesOnlyWithTheFirstDigit() {
    assertThat(message(loaded(soaked(), 1, 71.3, 0)))
        .isEqualTo(message(loaded(soaked(), 1, 68.2, 0)))
        .startsWith("ms of latency on average: 70 in zk-0, 2 in zk-1, 2 in zk-2");
  }

  @Test
  void whatIsNotKnownIsNotGood() {
    var silent = regressing(m -> m.course = Probed.unknown("mntr: no answer"));
    assertThat(next(silent)).containsExactly(SOAKS);
    assertThat(message(silent)).contains("mntr: no answer");
    assertThat(steps.planAsTheyRun(THREE, silent).requeue()).isEqualTo(Duration.ofSeconds(1));
    assertThat(next(regressing(m -> m.vitals = Probed.unknown("no answer"))))
        .containsExactly(SOAKS);
  }

  @Test
  void aFigureThatItDoesNotReportIsNotCompared() {
    assertThat(next(regressing(m -> m.course = Probed.known(Course.NONE))))
        .containsExactly(FOLLOWS);
  }

  @Test
  void theStageSaysWhyNobodyIsRestarted() {
    var stage = steps.planAsTheyRun(THREE, canary(0)).stage();
    assertThat(stage.reason()).isEqualTo(Reason.RESTARTING_MEMBERS);
    assertThat(stage.message()).contains("is the first that runs revision");
  }
}
