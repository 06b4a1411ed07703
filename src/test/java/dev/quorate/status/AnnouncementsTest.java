package dev.quorate.status;

import static dev.quorate.testing.ObservedStates.healthy;
import static dev.quorate.testing.ObservedStates.nothing;
import static dev.quorate.testing.ObservedStates.starting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.api.ZookeeperClusterStatus;
import dev.quorate.model.MemberId;
import dev.quorate.model.Reason;
import dev.quorate.plan.Action;
import dev.quorate.testing.Ensembles;
import dev.quorate.testing.ObservedStates;
import dev.quorate.validation.Refusal;
import dev.quorate.validation.Warning;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnnouncementsTest {
  private static final Refusal FOUR = new Refusal("spec.replicas", "4 is even", "write 3 or 5");
  private static final Refusal TWO = new Refusal("spec.replicas", "2 is even", "write 1 or 3");

  private static Story serving() {
    return Story.after(Passes.three(healthy(3)));
  }

  @Test
  void tellsHowAnEnsembleForms() {
    var story =
        new Story()
            .then(nothing(3))
            .then(starting(3))
            .then(starting(3).electing())
            .then(healthy(3).unrecorded())
            .then(healthy(3));

    assertThat(story.told())
        .containsExactly(
            "Normal CreatingEnsemble : Creating an ensemble of 3 members",
            "Normal LeaderElected zk-1: zk-1 leads a majority;"
                + " 3 of 3 voters synced, majority is 2, may lose 1",
            "Normal EnsembleFormed : The first quorum serves, configuration version 100000000");
  }

  @Test
  void aMemberThatIsSyncedForTheFirstTimeHasNotRecovered() {
    var story =
        new Story()
            .then(starting(3))
            .then(starting(3).electing())
            .then(healthy(3).unrecorded().electing(1))
            .then(healthy(3).emptyClaim(1).syncing(1))
            .then(healthy(3).emptyClaim(1))
            .then(healthy(3));

    assertThat(story.headlines())
        .containsExactly(
            "Normal CreatingEnsemble", "Normal LeaderElected zk-1", "Normal EnsembleFormed");
  }

  @Test
  void tellsNothingOfWhatWasSeenFirst() {
    assertThat(new Story().then(healthy(3)).told()).isEmpty();
    assertThat(new Story().then(healthy(3).electing()).told()).isEmpty();
    assertThat(new Story().then(healthy(3).podMissing(1).podMissing(2)).told()).isEmpty();
  }

  @Test
  void tellsNothingAtRest() {
    var story = serving();
    for (int pass = 0; pass < 10; pass++) {
      story.then(healthy(3)).edited();
    }
    assertThat(story.told()).isEmpty();
  }

  @Test
  void tellsOnceThatAFollowerIsLostAndThatItIsBack() {
    var story =
        serving()
            .then(healthy(3).unreachable(1))
            .then(healthy(3).unreachable(1))
            .then(healthy(3).electing(1))
            .then(healthy(3).syncing(1))
            .then(healthy(3))
            .then(healthy(3));

    assertThat(story.headlines())
        .containsExactly("Warning MemberUnreachable zk-0", "Normal MemberRecovered zk-0");
  }

  @Test
  void tellsTheDeathOfALeaderAsOneElectionAndOneMember() {
    var story =
        serving()
            .then(healthy(3).electing().unreachable(2))
            .then(healthy(3).leader(3).electing(2))
            .then(healthy(3).leader(3).syncing(2))
            .then(healthy(3).leader(3));

    assertThat(story.headlines())
        .containsExactly(
            "Warning NoLeader",
            "Warning MemberUnreachable zk-1",
            "Normal LeaderElected zk-2",
            "Normal QuorumRestored",
            "Normal MemberRecovered zk-1");
  }

  @Test
  void tellsAnElectionThatNobodyWatched() {
    assertThat(serving().then(healthy(3).leader(3)).told())
        .containsExactly(
            "Normal LeaderChanged zk-2: After zk-1, zk-2 leads a majority;"
                + " 3 of 3 voters synced, majority is 2, may lose 1");
  }

  @Test
  void tellsThatTheQuorumIsLostAndRestored() {
    var down = healthy(3).electing(1).podMissing(2).podMissing(3);
    var story = serving().then(down).then(down).then(healthy(3)).then(healthy(3));

    assertThat(story.headlines())
        .containsExactly(
            "Warning QuorumLost",
            "Warning PodMissing zk-1",
            "Warning PodMissing zk-2",
            "Normal LeaderElected zk-1",
            "Normal QuorumRestored");
  }

  /** The ensemble served all the time, for all that anybody knows. */
  @Test
  void tellsNoElectionWhenOnlyTheOperatorWasBlind() {
    var blind = healthy(3).unseen(1).unseen(2).unseen(3);

    assertThat(serving().then(blind).then(healthy(3)).headlines())
        .contains("Warning QuorumUnknown", "Normal QuorumRestored")
        .noneMatch(h -> h.contains("Leader"));
  }

  @Test
  void tellsWhyAMemberCannotStart() {
    var story =
        Story.after(Passes.three(starting(3)))
            .then(starting(3).imageUnavailable(3, "not found"))
            .then(starting(3).imageUnavailable(3, "not found"));

    assertThat(story.told())
        .containsExactly(
            "Warning ImageUnavailable zk-2: zk-2: the image cannot be pulled (ImagePullBackOff):"
                + " not found");
  }

  @Test
  void tellsThatADiskWasWiped() {
    var wiped = healthy(3).electing(3).exited(3, 47);

    assertThat(serving().then(healthy(3).podMissing(3)).then(wiped).then(healthy(3)).headlines())
        .containsExactly(
            "Warning PodMissing zk-2", "Warning DiskWiped zk-2", "Normal MemberRecovered zk-2");
  }

  @Test
  void tellsEachRefusalOnce() {
    var story =
        serving()
            .edited()
            .then(Passes.refused(healthy(3), FOUR))
            .then(Passes.refused(healthy(3), FOUR))
            .edited()
            .then(Passes.refused(healthy(3), TWO))
            .edited()
            .then(healthy(3));

    assertThat(story.told())
        .containsExactly(
            "Warning InvalidSpec : spec.replicas: 4 is even; write 3 or 5;"
                + " nothing is changed until the specification is put right",
            "Warning InvalidSpec : spec.replicas: 2 is even; write 1 or 3;"
                + " nothing is changed until the specification is put right");
  }

  @Test
  void tellsARefusalEvenOfTheFirstSpecification() {
    assertThat(new Story().then(Passes.refused(nothing(0), FOUR)).headlines())
        .containsExactly("Warning InvalidSpec");
  }

  @Test
  void tellsOfAPauseAndItsEnd() {
    var paused = Passes.planned(Ensembles.of(3).paused().build(), healthy(3));

    assertThat(serving().then(paused).then(paused).then(healthy(3)).headlines())
        .containsExactly("Normal Paused", "Normal Resumed");
  }

  @Test
  void tellsAWarningOnce() {
    var warning = new Warning(Reason.EPHEMERAL_STORAGE, "spec.storage", "data is lost with pods");
    var pass = Passes.three(healthy(3), warning);

    assertThat(serving().then(pass).then(pass).headlines())
        .containsExactly("Warning EphemeralStorage");
  }

  @Test
  void tellsOfANewRevisionOnceAndWhenEverybodyRunsIt() {
    var old = healthy(3).revision("0ld0ld0ld0");

    assertThat(serving().edited().then(old).then(old).then(healthy(3)).headlines())
        .containsExactly("Normal ConfigurationChanged", "Normal RolloutCompleted");
  }

  @Test
  void tellsOnceThatTheCanarySoaksAndThatItHasPassed() {
    var soaks = RollCases.canary(60, 10, 0);

    assertThat(Story.after(soaks).then(soaks).headlines()).isEmpty();
    assertThat(
            Story.after(RollCases.canary(0, 10, 0))
                .then(soaks)
                .then(soaks)
                .then(RollCases.canary(60, 60, 0))
                .headlines())
        .containsExactly("Normal CanarySoaking zk-0", "Normal CanaryPassed zk-0");
  }

  @Test
  void tellsOnceThatTheCanaryRegressedAndNotThatItPassedWhenTheSpecificationIsSetBack() {
    var story =
        Story.after(RollCases.canary(60, 10, 0))
            .then(RollCases.canary(60, 10, 1))
            .then(RollCases.canary(60, 61, 2));

    assertThat(story.headlines()).containsExactly("Warning CanaryRegressed zk-0");
    assertThat(
            story
                .edited()
                .then(healthy(3).revision(1, "0ld0ld0ld0"))
                .then(healthy(3).terminating(1))
                .headlines())
        .doesNotContain("Normal CanaryPassed zk-0");
  }

  @Test
  void tellsWhichPodIsReplacedAndWhy() {
    var failed = healthy(3).podFailed(3, "Evicted");
    var delete =
        new Action.DeletePod(new MemberId(3), "zk-2", "uid", "1", Reason.HEALING, "pod has ended");

    assertThat(serving().then(Passes.three(failed), delete).told())
        .contains("Normal Healing zk-2: Deleted pod zk-2 so that it is made again: pod has ended");
  }

  @Test
  void tellsOfARepairOnlyWhenNothingElseWasGoingOn() {
    var apply =
        new Action.Apply(
            new ServiceBuilder().withNewMetadata().withName("zk-client").endMetadata().build());

    assertThat(serving().then(Passes.three(healthy(3)), apply).told())
        .containsExactly(
            "Normal ObjectRepaired : Service zk-client was not as it should be; put right");
    assertThat(serving().edited().then(Passes.three(healthy(3)), apply).told()).isEmpty();
    assertThat(serving().then(Passes.three(healthy(3).unreachable(1)), apply).headlines())
        .doesNotContain("Normal ObjectRepaired");
  }

  @Test
  void tellsWhatTheApiServerRefuses() {
    var pass =
        Passes.failed(
            Passes.three(healthy(3)),
            Passes.applies("Service"),
            Reason.API_REFUSED,
            "apply Service zk-client: 403");

    assertThat(serving().then(pass).then(pass).headlines()).containsExactly("Warning ApiRefused");
  }

  @Test
  void boundsItsMessages() {
    var refusal = new Refusal("spec.image", "x".repeat(5000), "write less");

    assertThat(serving().then(Passes.refused(healthy(3), refusal)).told())
        .allMatch(t -> t.length() < 1100)
        .isNotEmpty();
  }

  @Test
  void countsAnUnreadablePreviousStatusAsNone() {
    assertThat(Announcements.of(null, status(healthy(3)), healthy(3).build(), List.of())).isEmpty();
  }

  private static ZookeeperClusterStatus status(ObservedStates states) {
    return new StatusComputer().compute(null, 1, Passes.three(states), ObservedStates.NOW);
  }

  private static Pass.Planned asking(ObservedStates states, String... approved) {
    return Passes.planned(Ensembles.of(3).approval(approved).build(), states);
  }

  @Test
  void tellsOnceOfAPlanAndOfEachWordOnIt() {
    var waits = asking(healthy(3).revision("0ld0ld0ld0"));
    var plan = waits.plan().ahead().ifKnown().orElseThrow().orElseThrow();
    var approved = asking(healthy(3).revision("0ld0ld0ld0"), plan.hash());
    var outdated = asking(healthy(3).revision("0ld0ld0ld0").leader(3), plan.hash());
    String steps = "1. Restart zk-0, 2. Restart zk-2, 3. Restart zk-1";

    var story = serving().then(waits).then(waits).then(approved).then(approved).then(outdated);

    assertThat(story.told())
        .filteredOn(told -> told.contains("Plan") || told.contains("Approval"))
        .startsWith(
            "Normal PlanPublished : Plan %s waits to be approved: %s".formatted(plan.hash(), steps),
            "Normal PlanApproved : Plan %s is approved: %s".formatted(plan.hash(), steps))
        .hasSize(4)
        .anyMatch(told -> told.startsWith("Normal ApprovalOutdated : What was approved is not"));
  }

  @Test
  void aPlanStaysWhileNobodyLeads() {
    var waits = asking(healthy(3).revision("0ld0ld0ld0"));
    var story = serving().then(waits).then(asking(healthy(3).electing())).then(waits);
    assertThat(story.told()).filteredOn(told -> told.contains("PlanPublished")).hasSize(1);
  }
}
