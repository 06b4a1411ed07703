package dev.quorate.plan;

import dev.quorate.facts.MemberSet;
import dev.quorate.model.Reason;
import dev.quorate.plan.Plan.Stage;
import java.util.List;
import java.util.Optional;

/**
 * How claim templates change, which cannot be changed in place: the StatefulSet is deleted without
 * its pods, and the pass that finds none makes it again.
 */
record SetReplacement(PlanInput input, ClaimTemplates templates) {

  /** The old one is on its way out. */
  Optional<Verdict> underWay() {
    String what =
        "StatefulSet %s is being replaced; its pods and volumes stay as they are".formatted(name());
    return set().terminating()
        ? Optional.of(
            new Verdict.Wait(stage(what), List.of(Blocker.of(Reason.REPLACING_STATEFULSET, what))))
        : Optional.empty();
  }

  /** Whoever serves does not notice. */
  Verdict begin() {
    String what =
        "StatefulSet %s is replaced, because its claim templates cannot be changed; its pods and volumes stay as they are"
            .formatted(name());
    return new Verdict.Act(
        stage(what), new Action.OrphanPods(name(), set().uid(), set().resourceVersion(), what));
  }

  private static Stage stage(String what) {
    return new Stage(Reason.REPLACING_STATEFULSET, what);
  }

  private String name() {
    return input.ensemble().names().statefulSet(templates.role());
  }

  private MemberSet.Identity set() {
    return input.state().set(templates.role()).orElseThrow().identity();
  }
}
