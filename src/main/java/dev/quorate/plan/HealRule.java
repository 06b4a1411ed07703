package dev.quorate.plan;

import dev.quorate.model.Reason;
import dev.quorate.plan.Plan.Stage;

/**
 * Is every voter synced? While one is not, it is healed or waited for, and nobody else disturbed.
 */
final class HealRule implements Rule {
  @Override
  public Verdict evaluate(PlanInput input) {
    boolean allWell = input.health().values().stream().allMatch(MemberHealth::isSynced);
    if (input.state().quorum().isWhole() && allWell) {
      return Verdict.pass();
    }
    var stage =
        new Stage(
            Reason.MEMBERS_NOT_READY,
            Arithmetic.of(input.state().quorum()) + "; " + Awaited.sentence(input));
    var broken = BrokenPods.firstToReplace(input);
    return broken.isPresent()
        ? new Verdict.Act(stage, broken.get())
        : new Verdict.Wait(stage, Awaited.members(input));
  }
}
