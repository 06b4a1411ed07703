package dev.quorate.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.desired.DesiredResources;
import dev.quorate.desired.Scripts;
import dev.quorate.facts.PodFacts;
import dev.quorate.facts.PodFacts.Exit;
import dev.quorate.facts.RepairMark;
import dev.quorate.model.Ensemble;
import dev.quorate.model.MaintenanceWindow;
import dev.quorate.model.MemberId;
import dev.quorate.model.QuorumConfig;
import dev.quorate.model.Reason;
import dev.quorate.model.Role;
import dev.quorate.model.ServerLine;
import dev.quorate.testing.Ensembles;
import dev.quorate.testing.ObservedStates;
import dev.quorate.testing.VolumeSketch;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What waits when something objects to a change, and what goes on all the same. */
class ConsentTest {
  private static final Instant NOW = ObservedStates.NOW;
  private static final Ensemble THREE = Ensembles.three();

  /** Objects until a minute has passed. */
  private static PlannedSteps objecting(Instant until) {
    var blocker = Blocker.of(Reason.PAUSED, "not now");
    return new PlannedSteps(
        new Consent(List.of((_, _) -> Optional.of(new Consent.Objection(blocker, until)))));
  }

  private final PlannedSteps held = objecting(NOW.plusSeconds(60));
  private final PlannedSteps free = new PlannedSteps();

  private static ObservedStates outdated() {
    return ObservedStates.healthy(3).revision("gfr7t5bwxk");
  }

  private static ObservedStates asksToBeReplaced(ObservedStates states, int id) {
    return states.change(id, m -> m.asked = new PodFacts.Asked(true, false));
  }

  private static ObservedStates corrupt(ObservedStates states, int id) {
    var why = new Exit(1, "Error", "java.lang.RuntimeException: Unable to run quorum server ");
    return states.change(id, m -> m.crashed(why, Damage.CRASHES));
  }

  private void isHeld(Ensemble ensemble, ObservedStates states, String step) {
    assertThat(free.next(ensemble, states)).hasSize(1).first().asString().startsWith(step);
    assertThat(held.next(ensemble, states)).containsExactly("wait for Paused");
  }

  private void isDoneAnyway(Ensemble ensemble, ObservedStates states, String step) {
    assertThat(free.next(ensemble, states)).hasSize(1).first().asString().startsWith(step);
    assertThat(held.next(ensemble, states)).isEqualTo(free.next(ensemble, states));
  }

  // ---- what waits

  @Test
  void nobodyIsRestarted() {
    assertThat(free.nextAsTheyRun(THREE, outdated())).containsExactly("evict zk-0");
    assertThat(held.nextAsTheyRun(THREE, outdated())).containsExactly("wait for Paused");
  }

  @Test
  void nobodyIsAdded() {
    isHeld(Ensembles.of(5).build(), ObservedStates.healthy(3), "make 4 pods");
  }

  @Test
  void nobodyWhoServesIsRemoved() {
    isHeld(THREE, ObservedStates.healthy(5), "leave [5]");
  }

  @Test
  void nobodyWhoServesIsReplaced() {
    isHeld(THREE, asksToBeReplaced(ObservedStates.healthy(3), 3), "leave [3]");
  }

  @Test
  void noVolumeGrows() {
    var larger = Ensembles.of(3).storage(Ensembles.persistent("20Gi")).build();
    assertThat(nextOf(free, larger)).containsExactly("grow data-zk-0 to 20Gi");
    assertThat(nextOf(held, larger)).containsExactly("wait for Paused");
  }

  private static List<String> nextOf(PlannedSteps steps, Ensemble larger) {
    var revision = PlannedSteps.revisions(larger).voters();
    var state =
        VolumeSketch.of(Role.VOTER, ObservedStates.healthy(3).revision(revision).build()).build();
    return steps.next(larger, state);
  }

  /** The rules after this one are not meant for an ensemble that has no margin. */
  @Test
  void nobodyIsAddedWhileAForeignVoterIsAwayAndTheRulesAfterThatAreNotAsked() {
    var foreign = ServerLine.of(new MemberId(7), "zk.elsewhere", Role.VOTER);
    var lines =
        new ArrayList<>(
            ObservedStates.healthy(3).build().quorum().config().ifKnown().orElseThrow().servers());
    lines.add(foreign);
    var away = ObservedStates.healthy(3).committed(new QuorumConfig(9L << 32, lines)).formed();
    var five = Ensembles.of(5).build();
    assertThat(free.next(five, away)).containsExactly("make 4 pods");
    assertThat(held.next(five, away))
        .containsExactly("wait for VoterNotSynced server.7", "wait for Paused");
  }

  // ---- what is in the middle

  @Test
  void aMemberThatHasAPodGetsItsVote() {
    var joining = ObservedStates.healthy(3).replicas(4);
    isDoneAnyway(Ensembles.of(5).build(), joining.behind(4, 500), "join server.4=");
  }

  @Test
  void thePodOfAMemberThatLeftGoes() {
    isDoneAnyway(THREE, ObservedStates.healthy(4).committed(1, 2, 3), "keep 3 pods, not [4]");
  }

  @Test
  void aMemberThatLeftToBeReplacedGetsNewVolumes() {
    var left = asksToBeReplaced(ObservedStates.healthy(3).committed(1, 2), 3);
    isDoneAnyway(THREE, left, "delete zk-2 and its volumes");
  }

  @Test
  void theNextMemberIsNotTouchedMeanwhile() {
    var joined = ObservedStates.healthy(4);
    isHeld(Ensembles.of(5).build(), joined, "make 5 pods");
  }

  // ---- what heals

  @Test
  void aPodThatHasEndedIsReplaced() {
    var five = Ensembles.of(5).build();
    var states = asksToBeReplaced(ObservedStates.healthy(5), 2).podFailed(5, "Evicted");
    isDoneAnyway(five, states, "delete zk-4");
  }

  @Test
  void damagedDataIsRepaired() {
    var marked =
        corrupt(ObservedStates.healthy(3), 3)
            .change(3, m -> m.repair = Optional.of(new RepairMark("uid-of-zk-2", NOW)));
    isDoneAnyway(THREE, marked, "leave [3]");
  }

  @Test
  void aMemberThatServesNobodyIsRemovedOrReplaced() {
    isDoneAnyway(THREE, ObservedStates.healthy(5).unreachable(5), "leave [5]");
    isDoneAnyway(THREE, asksToBeReplaced(corrupt(ObservedStates.healthy(3), 3), 3), "leave [3]");
  }

  @Test
  void anAddressThatAnIntruderChangedIsPutRight() {
    var taken = ObservedStates.healthy(3).committed(1, 2);
    isDoneAnyway(THREE, taken, "join server.3=");
  }

  // ---- what is told

  @Test
  void whoIsAwaitedIsNamedBesideWhatObjects() {
    var ensemble = Ensembles.of(3).observers(1).build();
    var current = PlannedSteps.revisions(ensemble).observers().orElseThrow();
    var joining = outdated().observerReplicas(1).creating(101).revisionOfPod(101, current);
    assertThat(held.planAsTheyRun(ensemble, joining).blockers())
        .extracting(Blocker::reason)
        .containsExactly(Reason.ADDING_MEMBER, Reason.PAUSED);
  }

  @Test
  void theStageSaysWhyItWaitsAndWhatWouldBeDone() {
    var stage = held.planAsTheyRun(THREE, outdated()).stage();
    assertThat(stage.reason()).isEqualTo(Reason.PAUSED);
    assertThat(stage.message())
        .startsWith("not now; next: 3 of 3 members are still to be restarted; zk-0 is restarted");
  }

  @Test
  void looksAgainWhenTheObjectionEndsButNeitherAllTheTimeNorTooLate() {
    assertThat(requeue(NOW.plusMillis(4500))).isEqualTo(Duration.ofMillis(4500));
    assertThat(requeue(NOW.minusSeconds(60))).isEqualTo(Duration.ofSeconds(1));
    assertThat(requeue(NOW.plusSeconds(3600))).isEqualTo(Duration.ofSeconds(10));
    assertThat(requeue(Instant.MAX)).isEqualTo(Duration.ofSeconds(10));
  }

  private static Duration requeue(Instant until) {
    return objecting(until).planAsTheyRun(THREE, outdated()).requeue();
  }

  @Test
  void theFirstThatObjectsIsHeard() {
    Consent.Question silent = (_, _) -> Optional.empty();
    Consent.Question first = (_, next) -> Optional.of(objection(next.stage().reason().text()));
    Consent.Question second = (_, _) -> Optional.of(objection("second"));
    var steps = new PlannedSteps(new Consent(List.of(silent, first, second)));
    assertThat(steps.planAsTheyRun(THREE, outdated()).blockers())
        .extracting(Blocker::message)
        .containsExactly("RestartingMembers");
  }

  // ---- windows

  private static Plan inWindow(String schedule) {
    var berlin = ZoneId.of("Europe/Berlin");
    var window = new MaintenanceWindow(schedule, Duration.ofHours(4), berlin);
    return new PlannedSteps().planAsTheyRun(Ensembles.of(3).windows(window).build(), outdated());
  }

  @Test
  void changesWaitForTheWindowAndSayWhenItOpens() {
    var plan = inWindow("0 2 * * 6");
    assertThat(plan.actions()).noneMatch(Action::isDisruptive);
    assertThat(plan.stage().reason()).isEqualTo(Reason.WAITING_FOR_WINDOW);
    assertThat(plan.blockers().getFirst().message())
        .isEqualTo(
            "the next window of spec.rollout.windows opens at 2026-07-04T02:00+02:00[Europe/Berlin]");
    assertThat(plan.requeue()).isEqualTo(Duration.ofSeconds(10));
    assertThat(inWindow("0 11 * * *").actions()).anyMatch(Action::isDisruptive);
  }

  @Test
  void healingWaitsForNoWindow() {
    var window = new MaintenanceWindow("0 2 * * 6", Duration.ofHours(4), ZoneId.of("UTC"));
    var ensemble = Ensembles.of(3).windows(window).build();
    assertThat(free.next(ensemble, ObservedStates.healthy(3).podFailed(3, "Evicted")))
        .containsExactly("delete zk-2");
  }

  // ---- a person, a window and the others, in this order

  private static Plan asked(Turn turn, Instant now, String... given) {
    var window = new MaintenanceWindow("0 2 * * 6", Duration.ofHours(4), ZoneId.of("UTC"));
    var ensemble = Ensembles.of(3).windows(window).approval(given).build();
    return planner().plan(ensemble, outdated().at(now).build(), turn);
  }

  @Test
  void isApprovedBeforeTheWindowOpensAndAsksForATurnOnlyThen() {
    var later = new Turn.Awaited(1, List.of("a/zk"), true);
    var saturday = Instant.parse("2026-07-04T03:00:00Z");
    var shown = asked(later, NOW);
    assertThat(shown.stage().reason()).isEqualTo(Reason.WAITING_FOR_APPROVAL);
    assertThat(shown.waitsForTurn()).isFalse();
    String hash = shown.ahead().ifKnown().orElseThrow().orElseThrow().hash();
    assertThat(asked(later, saturday).stage().reason()).isEqualTo(Reason.WAITING_FOR_APPROVAL);
    assertThat(asked(later, NOW, hash).stage().reason()).isEqualTo(Reason.WAITING_FOR_WINDOW);
    assertThat(asked(later, NOW, hash).waitsForTurn()).isFalse();
    assertThat(asked(later, saturday, hash).waitsForTurn()).isTrue();
    assertThat(asked(Turn.mine(), saturday, hash).actions()).anyMatch(Action::isDisruptive);
  }

  // ---- whose turn it is

  private static Plan inTurn(Turn turn) {
    return planner().plan(THREE, outdated().build(), turn);
  }

  private static Planner planner() {
    return new Planner(
        (ensemble, topology) -> DesiredResources.of(ensemble, topology, Scripts.shipped()),
        new Pace(Duration.ofSeconds(10), Duration.ofSeconds(1)));
  }

  @Test
  void whoHasNoTurnWaitsAndWhoIsNextIsToldForWhom() {
    var next = inTurn(new Turn.Awaited(2, List.of("a/zk", "b/zk"), true));
    assertThat(next.waitsForTurn()).isTrue();
    assertThat(next.stage().reason()).isEqualTo(Reason.WAITING_FOR_TURN);
    assertThat(next.blockers().getFirst().message()).endsWith("no more than these: a/zk, b/zk");
    assertThat(next.requeue()).isEqualTo(Duration.ofSeconds(1));
    assertThat(next.actions()).noneMatch(Action::isDisruptive);
    assertThat(inTurn(Turn.mine()).waitsForTurn()).isFalse();
  }

  /** So many clusters can wait without a write for each turn that ends. */
  @Test
  void whoIsNotNextIsToldNothingThatChanges() {
    var one = inTurn(new Turn.Awaited(2, List.of("a/zk", "b/zk"), false));
    var two = inTurn(new Turn.Awaited(2, List.of("c/zk", "d/zk"), false));
    assertThat(one).isEqualTo(two);
    assertThat(one.requeue()).isEqualTo(Duration.ofSeconds(10));
  }

  private static Consent.Objection objection(String message) {
    return new Consent.Objection(Blocker.of(Reason.PAUSED, message), NOW);
  }
}
