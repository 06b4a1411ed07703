package dev.quorate.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.api.ZookeeperClusterStatus;
import dev.quorate.desired.DesiredResources;
import dev.quorate.desired.Scripts;
import dev.quorate.model.Ensemble;
import dev.quorate.model.MaintenanceWindow;
import dev.quorate.plan.Outcomes;
import dev.quorate.plan.Pace;
import dev.quorate.plan.Planner;
import dev.quorate.plan.Turn;
import dev.quorate.status.Pass;
import dev.quorate.status.StatusComputer;
import dev.quorate.testing.Ensembles;
import dev.quorate.testing.ObservedStates;
import dev.quorate.validation.Validated;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long a cluster that is changed holds up the others. */
class TurnKeptTest {
  private static final String OLD = "gfr7t5bwxk";

  private final Planner planner =
      new Planner(
          (ensemble, topology) -> DesiredResources.of(ensemble, topology, Scripts.shipped()),
          new Pace(Duration.ofSeconds(10), Duration.ofSeconds(1)));
  private final StatusComputer statuses = new StatusComputer();

  private Pass.Planned pass(Ensemble ensemble, ObservedStates states) {
    var state = states.build();
    return new Pass.Planned(
        new Validated.Accepted(ensemble, List.of()),
        state,
        planner.plan(ensemble, state, Turn.mine()),
        Outcomes.none());
  }

  private ZookeeperClusterStatus told(ZookeeperClusterStatus before, Pass pass) {
    return statuses.compute(before, 1, pass, pass.state().now());
  }

  private boolean isKept(Ensemble ensemble, ObservedStates states) {
    var pass = pass(ensemble, states);
    return TurnKept.after(pass, told(null, pass));
  }

  private boolean isKept(ObservedStates states) {
    return isKept(Ensembles.three(), states);
  }

  private static ObservedStates outdated() {
    return ObservedStates.healthy(3).revision(OLD);
  }

  @Test
  void keptWhileMembersAreRestartedAndAwaited() {
    assertThat(isKept(outdated())).isTrue();
    assertThat(isKept(outdated().terminating(1))).isTrue();
    assertThat(isKept(outdated().creating(1))).isTrue();
    assertThat(isKept(outdated().syncing(1))).isTrue();
  }

  @Test
  void keptWhileMembersComeAndGo() {
    var five = Ensembles.of(5).build();
    assertThat(isKept(five, ObservedStates.healthy(3))).isTrue();
    assertThat(isKept(five, ObservedStates.healthy(3).replicas(4).creating(4))).isTrue();
    assertThat(isKept(ObservedStates.healthy(5))).isTrue();
  }

  @Test
  void givenBackWhileAPersonIsWaitedFor() {
    assertThat(isKept(Ensembles.of(3).paused().build(), outdated())).isFalse();
    assertThat(isKept(Ensembles.of(3).rolloutPaused().build(), outdated())).isFalse();
    assertThat(isKept(Ensembles.of(3).approval().build(), outdated())).isFalse();
  }

  @Test
  void givenBackUntilAWindowOpens() {
    var tomorrow = new MaintenanceWindow("0 9 * * *", Duration.ofHours(1), ZoneOffset.UTC);
    assertThat(isKept(Ensembles.of(3).windows(tomorrow).build(), outdated())).isFalse();
  }

  /** At once would let an image that cannot be pulled meet a member of every cluster. */
  @Test
  void keptByAClusterThatIsStalledUntilItsDeadlineHasPassed() {
    var three = Ensembles.three();
    var broken = pass(three, outdated().imageUnavailable(1, "not found"));
    var told = told(null, broken);
    assertThat(TurnKept.after(broken, told)).isTrue();

    var deadline = Duration.ofSeconds(three.rollout().progressDeadlineSeconds());
    var later =
        pass(
            three,
            outdated()
                .imageUnavailable(1, "not found")
                .at(ObservedStates.NOW.plus(deadline).plusSeconds(2)));
    assertThat(TurnKept.after(later, told(told, later))).isFalse();
  }
}
