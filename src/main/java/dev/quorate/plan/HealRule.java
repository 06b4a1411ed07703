package dev.quorate.plan;

import dev.quorate.model.Reason;
import dev.quorate.model.Role;
import dev.quorate.plan.Plan.Stage;
import java.util.Optional;

/**
 * Is every voter synced? While one is not, it is healed or waited for, and nobody else disturbed.
 * But one that shall leave anyway is not waited for, when it is the only one: without it the others
 * are better off.
 */
final class HealRule implements Rule {
  @Override
  public Verdict evaluate(PlanInput input) {
    if (oursAreSynced(input) || onlyALeaverIsMissing(input)) {
      return Verdict.pass();
    }
    var mended = mendTheOnlyOneMissing(input);
    if (mended.isPresent()) {
      return mended.get();
    }
    var stage =
        new Stage(
            Reason.MEMBERS_NOT_READY,
            Arithmetic.of(input.state().quorum()) + "; " + Awaited.sentence(input));
    var broken = BrokenPods.firstToReplace(input);
    return broken.isPresent()
        ? new Verdict.Act(stage, broken.get())
        : Room.make(input, stage).orElseGet(() -> new Verdict.Wait(stage, Awaited.members(input)));
  }

  /** Voters that are not ours are the next rule's business. */
  private static boolean oursAreSynced(PlanInput input) {
    var foreign = input.state().quorum().foreign();
    return foreign.containsAll(input.state().quorum().unsynced())
        && input.committed().voters().stream()
            .filter(id -> !foreign.contains(id))
            .allMatch(id -> input.health().get(id).isSynced());
  }

  /** When somebody has given it another address or a vote, that may be why it is missing. */
  private static Optional<Verdict> mendTheOnlyOneMissing(PlanInput input) {
    var unsynced = input.state().quorum().unsynced();
    return unsynced.size() == 1
        ? AddRule.takeBackVote(input, unsynced.first())
            .or(() -> AddressRepair.of(input, unsynced.first()))
        : Optional.empty();
  }

  private static boolean onlyALeaverIsMissing(PlanInput input) {
    var unsynced = input.state().quorum().unsynced();
    return unsynced.size() == 1
        && RoleChange.of(Role.VOTER, input.committed(), input.ensemble())
            .surplus()
            .containsAll(unsynced);
  }
}
