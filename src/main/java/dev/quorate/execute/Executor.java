package dev.quorate.execute;

import dev.quorate.model.Reason;
import dev.quorate.plan.Action;
import dev.quorate.plan.Outcomes;
import dev.quorate.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Performs a plan: in order, one action at a time, and nothing after the first failure. */
public final class Executor {
  private static final Logger LOG = LoggerFactory.getLogger(Executor.class);

  public Outcomes execute(Plan plan, ClusterWriter writer) {
    List<Action> done = new ArrayList<>();
    for (Action action : plan.actions()) {
      switch (perform(action, writer)) {
        case WriteResult.Unchanged _ -> {}
        case WriteResult.Changed _ -> {
          LOG.atInfo().addKeyValue("action", ActionText.of(action)).log("done");
          done.add(action);
        }
        case WriteResult.Failed(Reason reason, String message) -> {
          LOG.atWarn()
              .addKeyValue("action", ActionText.of(action))
              .addKeyValue("reason", reason.text())
              .log(message);
          return new Outcomes(done, Optional.of(new Outcomes.Failure(action, reason, message)));
        }
      }
    }
    return new Outcomes(done, Optional.empty());
  }

  private static WriteResult perform(Action action, ClusterWriter writer) {
    return switch (action) {
      case Action.Apply apply -> writer.apply(apply);
      case Action.CreateSuperuser create -> writer.createSuperuser(create);
      case Action.AnnotateClaim annotate -> writer.annotate(annotate);
      case Action.Prune prune -> writer.prune(prune);
      case Action.DeletePod delete -> ifStillSo(delete, writer, () -> writer.deletePod(delete));
      case Action.EvictPod evict -> ifStillSo(evict, writer, () -> writer.evictPod(evict));
      case Action.Reconfigure change -> ifStillSo(change, writer, () -> writer.reconfigure(change));
      case Action.AddPod add -> ifStillSo(add, writer, () -> writer.resize(add, add.set()));
      case Action.GrowClaim grow -> ifStillSo(grow, writer, () -> writer.grow(grow));
      case Action.OrphanPods orphan -> ifStillSo(orphan, writer, () -> writer.orphan(orphan));
      case Action.RemovePods remove -> removePods(remove, writer);
      case Action.ReplaceVolumes replace ->
          failure(writer.barrier(replace, replace.through()))
              .orElseGet(() -> ifStillSo(replace, writer, () -> writer.replaceVolumes(replace)));
    };
  }

  /** The look at the world is the last thing before the pods go. */
  private static WriteResult removePods(Action.RemovePods remove, ClusterWriter writer) {
    return remove
        .fence()
        .flatMap(fence -> failure(writer.reconfigure(fence)))
        .or(() -> failure(writer.barrier(remove, remove.through())))
        .orElseGet(() -> ifStillSo(remove, writer, () -> writer.resize(remove, remove.set())));
  }

  private static Optional<WriteResult> failure(WriteResult result) {
    return result instanceof WriteResult.Failed ? Optional.of(result) : Optional.empty();
  }

  private static WriteResult ifStillSo(
      Action action, ClusterWriter writer, Supplier<WriteResult> effect) {
    return writer
        .differsFromPlan()
        .<WriteResult>map(what ->
            new WriteResult.Failed(
                Reason.SITUATION_CHANGED,
                "%s: not done, because meanwhile %s".formatted(ActionText.of(action), what)))
        .orElseGet(effect);
  }
}
