package dev.quorate.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.facts.Probed;
import dev.quorate.model.MemberId;
import dev.quorate.model.MembershipChange;
import dev.quorate.model.QuorumConfig;
import dev.quorate.model.Reason;
import dev.quorate.plan.Action;
import dev.quorate.plan.Plan;
import dev.quorate.testing.Ensembles;
import dev.quorate.testing.Topologies;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ExecutorTest {
  private static final Action SUPERUSER = new Action.CreateSuperuser();
  private static final Action RECORD = new Action.AnnotateClaim("data-zk-0", "u", Map.of());
  private static final Action PRUNE = new Action.Prune("ConfigMap", "zk-config-old", "u");
  private static final Action DELETE =
      new Action.DeletePod(new MemberId(1), "zk-0", "u", "7", Reason.HEALING, "it has ended");
  private static final Action.RemovePods REMOVE =
      new Action.RemovePods(
          List.of(new MemberId(4)), Optional.empty(), set(3), List.of(), "zk-3 left");

  private final Script script = new Script();

  private List<String> execute(Action... actions) {
    var plan =
        new Plan(
            new Plan.Stage(Reason.FORMING, ""),
            List.of(actions),
            List.of(),
            new TreeMap<>(),
            Optional.empty(),
            Optional.empty(),
            Probed.known(Optional.empty()),
            Duration.ofSeconds(1));
    var outcomes = new Executor().execute(plan, script);
    List<String> told = new ArrayList<>();
    outcomes.done().forEach(a -> told.add("done: " + ActionText.of(a)));
    outcomes.failure().ifPresent(f -> told.add(f.reason() + ": " + f.message()));
    return told;
  }

  @Test
  void performsInTheOrderOfThePlanAndTellsWhatChanged() {
    script.result("prune", WriteResult.unchanged());
    assertThat(execute(RECORD, SUPERUSER, PRUNE))
        .containsExactly("done: record on claim data-zk-0", "done: create superuser Secret");
    assertThat(script.calls).containsExactly("annotate", "create", "prune");
  }

  @Test
  void doesNothingAfterTheFirstFailure() {
    script.result("annotate", new WriteResult.Failed(Reason.API_REFUSED, "403 Forbidden"));
    assertThat(execute(RECORD, SUPERUSER, DELETE)).containsExactly("ApiRefused: 403 Forbidden");
    assertThat(script.calls).containsExactly("annotate");
  }

  @Test
  void looksOnceMoreBeforeItDeletesAPod() {
    assertThat(execute(DELETE)).containsExactly("done: delete pod zk-0 (it has ended)");
    assertThat(script.calls).containsExactly("look", "delete");
  }

  @Test
  void looksOnceMoreBeforeItTouchesVolumesAndTheirSet() {
    var grow = new Action.GrowClaim("data-zk-0", "u", "7", "1Gi", "2Gi", "put it back");
    var orphan = new Action.OrphanPods("zk", "u", "7", "its templates cannot be changed");
    assertThat(execute(grow, orphan))
        .containsExactly(
            "done: grow claim data-zk-0 from 1Gi to 2Gi",
            "done: orphan the pods of StatefulSet zk");
    assertThat(script.calls).containsExactly("look", "grow data-zk-0", "look", "orphan zk");
  }

  @Test
  void leavesThePodAloneWhenTheSituationHasChanged() {
    script.difference = Optional.of("the specification has changed");
    assertThat(execute(DELETE))
        .containsExactly(
            "SituationChanged: delete pod zk-0 (it has ended): not done, because meanwhile the"
                + " specification has changed");
    assertThat(script.calls).containsExactly("look");
  }

  @Test
  void passesABarrierAndLooksBeforePodsGo() {
    assertThat(execute(REMOVE)).containsExactly("done: remove pods (zk-3 left)");
    assertThat(script.calls).containsExactly("barrier", "look", "resize to 3");
  }

  @Test
  void removesNoPodWithoutABarrier() {
    script.result("barrier", new WriteResult.Failed(Reason.OUTCOME_UNKNOWN, "no answer"));
    assertThat(execute(REMOVE)).containsExactly("OutcomeUnknown: no answer");
    assertThat(script.calls).containsExactly("barrier");
  }

  @Test
  void looksBeforeItChangesTheMembershipOrAddsAPod() {
    var config = new QuorumConfig(1L << 32, Topologies.servers(Ensembles.three()));
    var leave =
        new Action.Reconfigure(
            new MemberId(3),
            MembershipChange.leave(new MemberId(3)),
            config,
            List.of(),
            "zk-2 leaves");
    execute(leave);
    execute(new Action.AddPod(new MemberId(4), set(4), "zk-3 is made"));
    script.difference = Optional.of("the specification has changed");
    execute(leave);
    assertThat(script.calls).containsExactly("look", "reconfigure", "look", "resize to 4", "look");
  }

  private static StatefulSet set(int replicas) {
    return new StatefulSetBuilder().withNewSpec().withReplicas(replicas).endSpec().build();
  }

  /** Answers as told, and remembers what it was asked. */
  private static final class Script implements ClusterWriter {
    private final List<String> calls = new ArrayList<>();
    private final Map<String, WriteResult> results = new TreeMap<>();
    private Optional<String> difference = Optional.empty();

    void result(String call, WriteResult result) {
      results.put(call, result);
    }

    private WriteResult answer(String call) {
      calls.add(call);
      return results.getOrDefault(call, WriteResult.changed());
    }

    @Override
    public WriteResult apply(Action.Apply action) {
      return answer("apply");
    }

    @Override
    public WriteResult createSuperuser(Action.CreateSuperuser action) {
      return answer("create");
    }

    @Override
    public WriteResult annotate(Action.AnnotateClaim action) {
      return answer("annotate");
    }

    @Override
    public WriteResult prune(Action.Prune action) {
      return answer("prune");
    }

    @Override
    public WriteResult deletePod(Action.DeletePod action) {
      return answer("delete");
    }

    @Override
    public WriteResult evictPod(Action.EvictPod action) {
      return answer("evict");
    }

    @Override
    public WriteResult reconfigure(Action.Reconfigure action) {
      return answer("reconfigure");
    }

    @Override
    public WriteResult barrier(Action action, List<String> through) {
      return answer("barrier");
    }

    @Override
    public WriteResult replaceVolumes(Action.ReplaceVolumes action) {
      return answer("replace volumes");
    }

    @Override
    public WriteResult resize(Action action, StatefulSet set) {
      return answer("resize to " + set.getSpec().getReplicas());
    }

    @Override
    public WriteResult grow(Action.GrowClaim action) {
      return answer("grow " + action.claim());
    }

    @Override
    public WriteResult orphan(Action.OrphanPods action) {
      return answer("orphan " + action.set());
    }

    @Override
    public Optional<String> differsFromPlan() {
      calls.add("look");
      return difference;
    }
  }
}
