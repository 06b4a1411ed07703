package dev.quorate.execute;

import dev.quorate.model.Reason;
import dev.quorate.plan.Action;
import dev.quorate.plan.Outcomes;
import dev.quorate.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
      case Action.DeletePod delete -> deletePod(delete, writer);
    };
  }

  private static WriteResult deletePod(Action.DeletePod delete, ClusterWriter writer) {
    return writer
        .differsFromPlan()
        .<WriteResult>map(what ->
            new WriteResult.Failed(
                Reason.SITUATION_CHANGED,
                "pod " + delete.pod() + " is left alone, because meanwhile " + what))
        .orElseGet(() -> writer.deletePod(delete));
  }
}
