package dev.quorate.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.desired.DesiredResources;
import dev.quorate.desired.Scripts;
import dev.quorate.facts.ObservedState;
import dev.quorate.model.Ensemble;
import dev.quorate.model.Role;
import dev.quorate.testing.Ensembles;
import dev.quorate.testing.ObservedStates;
import dev.quorate.testing.VolumeSketch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** When is a pod made again, so that its file system grows? */
class NodeResizeTest {
  private static final Instant NOW = ObservedStates.NOW;
  private static final Instant LONG_AGO = NOW.minus(Duration.ofMinutes(5));

  private final Planner planner =
      new Planner(
          (ensemble, topology) -> DesiredResources.of(ensemble, topology, Scripts.shipped()),
          new Pace(Duration.ofSeconds(10), Duration.ofSeconds(1)));

  private List<String> next(int voters, ObservedState state) {
    var plan = planner.plan(ensemble(voters), state);
    return Stream.concat(
            plan.actions().stream().filter(Action::isDisruptive).map(Action::toString),
            plan.blockers().stream()
                .map(b -> "wait for %s %s".formatted(b.reason(), b.member().orElse(""))))
        .toList();
  }

  private static Ensemble ensemble(int voters) {
    return Ensembles.of(voters).storage(Ensembles.persistent("20Gi")).build();
  }

  /** The volume of zk-0 has grown; its pod is as old as that. */
  private static ObservedStates pods(int voters) {
    var revision = PlannedSteps.revisions(Ensembles.of(voters).build()).voters();
    return ObservedStates.healthy(voters).revision(revision).created(1, LONG_AGO.minusSeconds(60));
  }

  private static VolumeSketch grown(ObservedStates pods, Instant since) {
    return VolumeSketch.of(Role.VOTER, pods.build())
        .asks("data-zk-0", "20Gi")
        .waitsForNodeSince("data-zk-0", since);
  }

  @Test
  void givesTheNodeTimeToDoItWhileThePodRuns() {
    assertThat(next(3, grown(pods(3), NOW.minusSeconds(119)).build()))
        .containsExactly("wait for GrowingVolumes zk-0");
  }

  @Test
  void makesThePodAgainWhenTheNodeDoesNotDoIt() {
    assertThat(next(3, grown(pods(3), LONG_AGO).build()))
        .singleElement()
        .asString()
        .startsWith("EvictPod[member=1, pod=zk-0, uid=uid-of-zk-0, resourceVersion=100");
  }

  @Test
  void doesNotTakeAwayTheOnlyVoter() {
    assertThat(next(1, grown(pods(1), LONG_AGO).build()))
        .containsExactly("wait for VolumeNeedsRestart zk-0");
  }

  @Test
  void takesNobodyAwayWhileAnotherVoterIsMissing() {
    assertThat(next(3, grown(pods(3).syncing(3), LONG_AGO).asks("data-zk-2", "20Gi").build()))
        .containsExactly("wait for MemberSyncing zk-2");
  }

  @Test
  void waitsForAPodThatGoesOrHasJustCome() {
    assertThat(next(3, grown(pods(3).created(1, NOW.minusSeconds(30)), LONG_AGO).build()))
        .containsExactly("wait for GrowingVolumes zk-0");
  }

  @Test
  void doesNotMakeThePodAgainTwice() {
    var restarted = pods(3).created(1, LONG_AGO.plusSeconds(60));
    assertThat(next(3, grown(restarted, LONG_AGO).build()))
        .containsExactly("wait for VolumeResizeError zk-0");
  }
}
