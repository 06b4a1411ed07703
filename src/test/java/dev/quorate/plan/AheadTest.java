package dev.quorate.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.facts.ObservedState;
import dev.quorate.facts.Probed;
import dev.quorate.model.MaintenanceWindow;
import dev.quorate.model.Reason;
import dev.quorate.model.Role;
import dev.quorate.plan.Ahead.Approval;
import dev.quorate.testing.Ensembles;
import dev.quorate.testing.ObservedStates;
import dev.quorate.testing.VolumeSketch;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is published before anything begins, when an approval counts, and what never waits. */
class AheadTest {
  private static final Instant NOW = ObservedStates.NOW;
  private static final String OLD = "gfr7t5bwxk";
  private static final String OF_THREE = "3 of 3 voters synced, majority is 2, may lose 1";

  private final PlannedSteps steps = new PlannedSteps();

  private static Ensembles three() {
    return Ensembles.of(3);
  }

  /** Three voters, of which 2 leads; all but the named ones run an older revision. */
  private static ObservedStates rolled(Integer... updated) {
    var states = ObservedStates.healthy(3).revision(OLD);
    var wanted = PlannedSteps.revisions(Ensembles.three()).voters();
    List.of(updated).forEach(id -> states.revisionOfPod(id, wanted));
    return states;
  }

  private static Optional<Ahead> ahead(Plan plan) {
    return plan.ahead().ifKnown().flatMap(ahead -> ahead);
  }

  private Ahead ahead(Ensembles ensemble, ObservedStates states) {
    return ahead(steps.planAsTheyRun(ensemble.build(), states)).orElseThrow();
  }

  private List<String> next(Ensembles ensemble, ObservedStates states) {
    return steps.nextAsTheyRun(ensemble.build(), states);
  }

  private static List<String> told(Ahead ahead) {
    return ahead.steps().stream()
        .map(s -> "%s %s: %s".formatted(s.kind().text(), s.subject(), s.quorum().text()))
        .toList();
  }

  // ---- what is published

  @Test
  void tellsTheArithmeticOfEachRestart() {
    assertThat(told(ahead(three().approval(), rolled())))
        .containsExactly(
            "Restart zk-0: " + OF_THREE + "; may lose 0 meanwhile; afterwards the same",
            "Restart zk-2: " + OF_THREE + "; may lose 0 meanwhile; afterwards the same",
            "Restart zk-1: "
                + OF_THREE
                + "; may lose 0 meanwhile; afterwards the same; one election");
  }

  @Test
  void tellsWhatJoiningAndLeavingDoToTheMajority() {
    assertThat(told(ahead(Ensembles.of(5).approval(), rolled(1, 2, 3))))
        .containsExactly(
            "Add zk-3: "
                + OF_THREE
                + "; may lose 1 meanwhile; afterwards 4 of 4 voters synced, majority is 3, may lose 1",
            "Add zk-4: 4 of 4 voters synced, majority is 3, may lose 1; may lose 1 meanwhile;"
                + " afterwards 5 of 5 voters synced, majority is 3, may lose 2");
  }

  @Test
  void tellsThatNobodyServesWhileTheOnlyVoterRestarts() {
    var alone = ObservedStates.healthy(1).revision(OLD);
    assertThat(told(ahead(Ensembles.of(1).approval(), alone)))
        .containsExactly(
            "Restart zk-0: 1 of 1 voters synced, majority is 1, may lose 0; nobody serves meanwhile;"
                + " afterwards the same; one election");
  }

  @Test
  void saysWhereTheLeaderIsNotKnownAnyMore() {
    var five = ObservedStates.healthy(5).leader(5).revision(OLD);
    assertThat(ahead(three().approval(), five).outline().lines())
        .map(line -> line.replaceFirst("(\\w+ \\S+) .*", "$1"))
        .containsExactly(
            "Remove zk-3",
            "Remove zk-4",
            "Election",
            "Restart zk-0",
            "Restart zk-1",
            "Restart zk-2");
  }

  @Test
  void tellsWhichVolumesGrow() {
    var larger = three().storage(Ensembles.persistent("20Gi")).approval().build();
    var revision = PlannedSteps.revisions(larger).voters();
    ObservedState state =
        VolumeSketch.of(Role.VOTER, ObservedStates.healthy(3).revision(revision).build()).build();
    var plan = steps.plan(larger, state);
    assertThat(ahead(plan).orElseThrow().steps())
        .extracting(Step::why)
        .containsExactly(
            "data-zk-0 grows from 10Gi to 20Gi",
            "data-zk-2 grows from 10Gi to 20Gi",
            "data-zk-1 grows from 10Gi to 20Gi");
    assertThat(plan.actions()).noneMatch(Action::isDisruptive);
  }

  @Test
  void publishesNothingWhenNobodyAsksOrNothingLiesAhead() {
    assertThat(ahead(steps.planAsTheyRun(three().build(), rolled()))).isEmpty();
    assertThat(steps.planAsTheyRun(three().approval().build(), rolled(1, 2, 3)).ahead())
        .isEqualTo(Probed.known(Optional.empty()));
  }

  @Test
  void doesNotKnowWhatLiesAheadWhileNobodyLeads() {
    var plan = steps.planAsTheyRun(three().approval().build(), rolled().electing());
    assertThat(plan.ahead()).isInstanceOf(Probed.Unknown.class);
  }

  @Test
  void whoHasNeverBeenReadyIsRestartedFirstAsItSays() {
    var stuck = rolled().podNotReady(3);
    var ahead = ahead(three().approval(), stuck);
    assertThat(ahead.steps()).extracting(Step::subject).containsExactly("zk-2", "zk-0", "zk-1");
    assertThat(next(three().approval(ahead.hash()), stuck)).containsExactly("evict zk-2");
  }

  @Test
  void theSameLiesAheadWhateverDelaysIt() {
    var never = new MaintenanceWindow("0 2 * * 6", Duration.ofHours(4), ZoneOffset.UTC);
    var outline = ahead(three().approval(), rolled()).outline();
    assertThat(ahead(three().approval().windows(never), rolled()).outline()).isEqualTo(outline);
    assertThat(ahead(three().approval().rolloutPaused(), rolled()).outline()).isEqualTo(outline);
    assertThat(ahead(three().approval().canary(600), rolled()).outline()).isEqualTo(outline);
  }

  @Test
  void oneApprovalLastsWhileTheCanarySoaksAndAfterwards() {
    var whole = ahead(three().approval().canary(600), rolled());
    var soaks = rolled(1).publishedOutline(whole.outline().lines());
    List.of(2, 3).forEach(id -> soaks.change(id, m -> m.wellSince(NOW.minusSeconds(9999))));
    soaks.change(1, m -> m.wellSince(NOW.minusSeconds(60)));
    var canary = three().approval(whole.hash()).canary(600);
    assertThat(ahead(canary, soaks).approval()).isEqualTo(Approval.APPROVED);
    assertThat(next(canary, soaks)).containsExactly("wait for CanarySoaking zk-0");
    soaks.at(NOW.plusSeconds(601));
    assertThat(next(canary, soaks)).containsExactly("evict zk-2");
  }

  @Test
  void equalSituationsGiveEqualPlans() {
    assertThat(ahead(three().approval(), rolled())).isEqualTo(ahead(three().approval(), rolled()));
  }

  // ---- what waits

  @Test
  void beginsNothingBeforeItIsApproved() {
    var plan = steps.planAsTheyRun(three().approval().build(), rolled());
    assertThat(plan.actions()).noneMatch(Action::isDisruptive);
    assertThat(plan.stage().reason()).isEqualTo(Reason.WAITING_FOR_APPROVAL);
    assertThat(plan.blockers())
        .extracting(Blocker::message)
        .containsExactly(
            "what lies ahead (status.plan, 3 to do) waits until it is approved: kubectl -n ns"
                + " annotate zk/zk zookeeper.quorate.dev/approve="
                + ahead(plan).orElseThrow().hash()
                + " --overwrite");
  }

  @Test
  void beginsWhatIsApproved() {
    String hash = ahead(three().approval(), rolled()).hash();
    assertThat(next(three().approval(hash), rolled())).containsExactly("evict zk-0");
  }

  @Test
  void saysThatTheApprovalIsOfAnotherPlan() {
    var plan = steps.planAsTheyRun(three().approval("another").build(), rolled());
    assertThat(ahead(plan).orElseThrow().approval()).isEqualTo(Approval.OUTDATED);
    assertThat(plan.blockers().getFirst().message())
        .endsWith("; the annotation says another, which is another plan");
  }

  @Test
  void healsWithoutApproval() {
    var failed = rolled().podFailed(1, "evicted");
    assertThat(next(three().approval(), failed)).containsExactly("delete zk-0");
  }

  @Test
  void finishesWithoutApprovalWhatHasBegunForOneMember() {
    var joining = rolled(1, 2, 3).replicas(4).synced(4).revisionOfPod(4, OLD);
    assertThat(next(Ensembles.of(5).approval(), joining))
        .singleElement()
        .asString()
        .startsWith("join server.4=");
  }

  // ---- how long an approval counts

  /** The second of three is next, of a plan that was approved before the first one restarted. */
  private Ahead afterTheFirst(ObservedStates states) {
    var whole = ahead(three().approval(), rolled());
    return ahead(three().approval(whole.hash()), states.publishedOutline(whole.outline().lines()));
  }

  @Test
  void oneApprovalIsForAllStepsOfThePlan() {
    var ahead = afterTheFirst(rolled(1));
    assertThat(ahead.approval()).isEqualTo(Approval.APPROVED);
    assertThat(ahead.hash()).isEqualTo(ahead(three().approval(), rolled()).hash());
    assertThat(ahead.done()).isEqualTo(1);
    assertThat(afterTheFirst(rolled(1).terminating(3)).approval()).isEqualTo(Approval.APPROVED);
  }

  @Test
  void anotherLeaderMakesItAnotherPlan() {
    assertThat(afterTheFirst(rolled(1).leader(3)).approval()).isEqualTo(Approval.OUTDATED);
  }

  @Test
  void anotherMemberThatIsToBeRestartedMakesItAnotherPlan() {
    assertThat(afterTheFirst(rolled(3)).approval()).isEqualTo(Approval.OUTDATED);
  }

  @Test
  void anotherSpecificationMakesItAnotherPlan() {
    var whole = ahead(three().approval(), rolled());
    var edited = three().config("tickTime", "1900").approval(whole.hash());
    var states = rolled().publishedOutline(whole.outline().lines());
    assertThat(ahead(edited, states).approval()).isEqualTo(Approval.OUTDATED);
  }

  @Test
  void aStatusThatIsLostOrForgedApprovesNothing() {
    var whole = ahead(three().approval(), rolled());
    for (List<String> outline : List.of(List.<String>of(), List.of("Restart zk-2"))) {
      var states = rolled(1).publishedOutline(outline);
      assertThat(ahead(three().approval(whole.hash()), states).approval())
          .isEqualTo(Approval.OUTDATED);
    }
    var rest = ahead(three().approval(), rolled(1));
    var forged = rolled(1).publishedOutline(rest.outline().lines());
    assertThat(ahead(three().approval(whole.hash()), forged).approval())
        .isEqualTo(Approval.OUTDATED);
  }

  @Test
  void tellsAPodFromTheOneThatWasRestartedEarlier() {
    assertThat(ahead(three().approval(), rolled()).outline().lines().getFirst())
        .matches("Restart zk-0 [a-z0-9]{10}");
  }
}
