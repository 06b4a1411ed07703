package dev.quorate.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.model.ClientService;
import dev.quorate.model.Ensemble;
import dev.quorate.model.Reason;
import dev.quorate.testing.Ensembles;
import dev.quorate.testing.ObservedStates;
import io.fabric8.kubernetes.api.model.Service;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * What has befallen users of other operators, as far as it is decided by the planner ({@code
 * docs/regressions.md} has all of it).
 */
class OldTroublesTest {
  private final PlannedSteps steps = new PlannedSteps();

  private List<String> next(int wanted, ObservedStates states) {
    return steps.next(Ensembles.of(wanted).build(), states);
  }

  /** Its admission was refused, say: whoever goes next would not come back either. */
  @Test
  void takesNobodyElseWhileAPodCannotBeMadeAgain() {
    for (int wanted : List.of(3, 5)) {
      assertThat(next(wanted, ObservedStates.healthy(3).podMissing(1)))
          .containsExactly("wait for PodMissing zk-0");
    }
    assertThat(next(3, ObservedStates.healthy(5).podMissing(1).replicas(5)))
        .containsExactly("wait for PodMissing zk-0");
  }

  @Test
  void anEditFromBeforeTheFirstQuorumIsFollowedAfterIt() {
    assertThat(next(5, ObservedStates.starting(3))).noneMatch(step -> step.startsWith("make"));
    assertThat(steps.listed()).containsExactly("1 participant", "2 participant", "3 participant");
    assertThat(next(5, ObservedStates.healthy(3).unrecorded())).containsExactly("make 4 pods");
    assertThat(steps.topology().formed()).isTrue();
    assertThat(next(1, ObservedStates.healthy(3).unrecorded()).getFirst()).startsWith("leave [3]");
  }

  @Test
  void thePodOfAMemberThatLeftGoesAlsoWhenItDoesNotRun() {
    for (var states :
        List.of(
            ObservedStates.healthy(5).crashLooping(5, 2, 9),
            ObservedStates.healthy(5).unreachable(5),
            ObservedStates.healthy(5).imageUnavailable(5, "no such image"))) {
      assertThat(next(3, states.committed(1, 2, 3, 4))).containsExactly("keep 4 pods, not [5]");
    }
  }

  @Test
  void leavesNobodyBehindWithoutAMajorityThatIsSynced() {
    assertThat(next(1, ObservedStates.healthy(3).podMissing(1)))
        .containsExactly("wait for PodMissing zk-0");
    assertThat(next(1, ObservedStates.healthy(3).leader(3).syncing(1)))
        .containsExactly("wait for MemberSyncing zk-0");
  }

  @Test
  void anAnnotationOfAServiceIsAppliedWheneverItChanges() {
    var edited =
        Ensembles.of(3)
            .clientService(
                new ClientService("ClusterIP", new TreeMap<>(Map.of("dns", "zk")), new TreeMap<>()))
            .build();
    var annotations =
        plan(edited, ObservedStates.healthy(3)).actions().stream()
            .filter(Action.Apply.class::isInstance)
            .map(action -> ((Action.Apply) action).desired())
            .filter(object -> object instanceof Service)
            .filter(object -> object.getMetadata().getName().equals("zk-client"))
            .map(service -> service.getMetadata().getAnnotations())
            .toList();
    assertThat(annotations).singleElement().satisfies(a -> assertThat(a).containsKey("dns"));
  }

  @Test
  void aJoinerThatIsLateIsStillWaitedFor() {
    var late =
        ObservedStates.healthy(3)
            .replicas(4)
            .syncing(4)
            .created(4, ObservedStates.NOW.minusSeconds(9_000));
    assertThat(next(5, late)).containsExactly("wait for " + Reason.JOINING_TAKES_LONG + " zk-3");
    assertThat(next(5, late.synced(4)).getFirst()).startsWith("join server.4=");
    assertThat(next(3, late)).containsExactly("keep 3 pods, not [4]");
  }

  private Plan plan(Ensemble ensemble, ObservedStates states) {
    return steps.plan(ensemble, states);
  }
}
