package dev.quorate.plan;

import dev.quorate.model.Reason;
import dev.quorate.plan.Plan.Stage;

/** Has the first quorum served? Until then there is nothing to protect but the bootstrap itself. */
final class FormRule implements Rule {
  @Override
  public Verdict evaluate(PlanInput input) {
    if (input.formation().isFormed()) {
      return Verdict.pass();
    }
    var broken = BrokenPods.firstToReplace(input);
    if (broken.isPresent()) {
      return new Verdict.Act(stage(input), broken.get());
    }
    return new Verdict.Wait(stage(input), Awaited.members(input));
  }

  private static Stage stage(PlanInput input) {
    return new Stage(
        Reason.FORMING,
        "waiting for the first quorum of %d voters; %s"
            .formatted(input.topology().servers().size(), Awaited.sentence(input)));
  }
}
