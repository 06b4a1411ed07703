package dev.quorate.plan;

import dev.quorate.model.Reason;
import dev.quorate.model.Role;
import dev.quorate.plan.Plan.Stage;

/**
 * Is every voter synced? While one is not, it is healed or waited for, and nobody else disturbed.
 * But one that shall leave anyway is not waited for, when it is the only one: without it the others
 * are better off.
 */
final class HealRule implements Rule {
  @Override
  public Verdict evaluate(PlanInput input) {
    if (isWhole(input) || onlyALeaverIsMissing(input)) {
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

  private static boolean isWhole(PlanInput input) {
    return input.state().quorum().isWhole()
        && input.committed().voters().stream().allMatch(id -> input.health().get(id).isSynced());
  }

  private static boolean onlyALeaverIsMissing(PlanInput input) {
    var unsynced = input.state().quorum().unsynced();
    return unsynced.size() == 1
        && RoleChange.of(Role.VOTER, input.committed(), input.ensemble())
            .surplus()
            .containsAll(unsynced);
  }
}
