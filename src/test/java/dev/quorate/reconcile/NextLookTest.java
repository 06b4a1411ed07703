package dev.quorate.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.api.BlockedStatus;
import dev.quorate.api.ZookeeperClusterStatus;
import dev.quorate.facts.Probed;
import dev.quorate.model.Reason;
import dev.quorate.plan.Action;
import dev.quorate.plan.Outcomes;
import dev.quorate.plan.Plan;
import dev.quorate.status.Pass;
import dev.quorate.status.StatusComputer;
import dev.quorate.testing.Ensembles;
import dev.quorate.testing.ObservedStates;
import dev.quorate.validation.Validated;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NextLookTest {
  private static final Duration USUAL = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final NextLook NEXT_LOOK = new NextLook(LONGEST, () -> 0);
  private static final Outcomes REFUSED = failed(Reason.API_REFUSED);

  private Instant now = ObservedStates.NOW;
  private ZookeeperClusterStatus told;

  @Test
  void aPassThatDidWhatItWantedIsFollowedAsThePlanSays() {
    assertThat(passes(5, Outcomes.none())).containsOnly(USUAL);
  }

  @Test
  void aWriteThatIsRefusedAgainAndAgainIsTriedEverMoreRarely() {
    assertThat(passes(7, REFUSED))
        .extracting(Duration::toSeconds)
        .containsExactly(1L, 1L, 2L, 4L, 8L, 10L, 10L);
  }

  @Test
  void oneSuccessEndsThePauses() {
    passes(6, REFUSED);
    passes(1, Outcomes.none());
    assertThat(passes(1, REFUSED)).containsExactly(USUAL);
  }

  @Test
  void aSituationThatChangedIsLookedAtAtOnce() {
    assertThat(passes(9, failed(Reason.SITUATION_CHANGED))).containsOnly(USUAL);
  }

  @Test
  void aTimeThatNobodyCanReadIsNoTime() {
    told = after(pass(REFUSED));
    var blocked = told.blocked().getFirst();
    var garbled =
        new BlockedStatus(blocked.reason(), blocked.member(), blocked.message(), "yesterday");
    told = withBlocked(told, garbled);
    now = now.plusSeconds(60);
    var pass = pass(REFUSED);
    assertThat(NEXT_LOOK.after(pass, after(pass), 1)).isEqualTo(USUAL);
  }

  @ParameterizedTest
  @CsvSource({"1, 10", "333, 10", "500, 15", "1000, 30", "5000, 30"})
  void manyClustersAtRestShareTheLooks(int resting, long seconds) {
    assertThat(atRest(() -> 0, resting)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void clustersThatWereLookedAtTogetherDoNotStayTogether() {
    assertThat(atRest(() -> 0.5, 1000)).isEqualTo(Duration.ofMillis(28_500));
    assertThat(atRest(() -> 1, 1000)).isEqualTo(Duration.ofSeconds(27));
  }

  private Duration atRest(DoubleSupplier chance, int resting) {
    var pass = pass(plan(Reason.ENSEMBLE_READY, Duration.ofSeconds(10)), Outcomes.none());
    return new NextLook(LONGEST, chance).after(pass, after(pass), resting);
  }

  @Test
  void aRefusedSpecificationIsLookedAtSeldom() {
    var pass =
        new Pass.Refused(
            Ensembles.three().names(),
            new Validated.Refused(List.of()),
            ObservedStates.healthy(3).build());
    assertThat(NEXT_LOOK.after(pass, after(pass), 1)).isEqualTo(LONGEST);
  }

  /** The pauses after so many passes, each made when the pause before it was over. */
  private List<Duration> passes(int count, Outcomes outcomes) {
    List<Duration> pauses = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      var pass = pass(outcomes);
      told = after(pass);
      pauses.add(NEXT_LOOK.after(pass, told, 1));
      now = now.plus(pauses.getLast());
    }
    return pauses;
  }

  private ZookeeperClusterStatus after(Pass pass) {
    return new StatusComputer().compute(told, 1, pass, now);
  }

  private Pass pass(Outcomes outcomes) {
    return pass(plan(Reason.FORMING, USUAL), outcomes);
  }

  private Pass pass(Plan plan, Outcomes outcomes) {
    return new Pass.Planned(
        new Validated.Accepted(Ensembles.three(), List.of()),
        ObservedStates.healthy(3).at(now).build(),
        plan,
        outcomes);
  }

  private static Plan plan(Reason stage, Duration requeue) {
    return new Plan(
        new Plan.Stage(stage, ""),
        List.of(),
        List.of(),
        new TreeMap<>(),
        Optional.empty(),
        Optional.empty(),
        Probed.known(Optional.empty()),
        requeue);
  }

  private static Outcomes failed(Reason reason) {
    return new Outcomes(
        List.of(),
        Optional.of(new Outcomes.Failure(new Action.CreateSuperuser(), reason, "quota")));
  }

  private static ZookeeperClusterStatus withBlocked(
      ZookeeperClusterStatus s, BlockedStatus blocked) {
    return new ZookeeperClusterStatus(
        s.observedGeneration(),
        s.conditions(),
        s.replicas(),
        s.readyReplicas(),
        s.ready(),
        s.selector(),
        s.version(),
        s.endpoint(),
        s.formed(),
        s.quorum(),
        s.leaderHistory(),
        s.configurationHistory(),
        s.members(),
        s.rollout(),
        s.plan(),
        List.of(blocked),
        s.problems());
  }
}
