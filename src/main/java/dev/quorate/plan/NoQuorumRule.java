package dev.quorate.plan;

import dev.quorate.model.Reason;
import dev.quorate.model.Role;
import dev.quorate.model.ServerLine;
import dev.quorate.plan.Plan.Stage;

/**
 * Is there a majority that serves? Without one nothing is reconfigured or disturbed (Z5, Z58); the
 * operator only un-breaks pods that never ran on a template which has been corrected since.
 */
final class NoQuorumRule implements Rule {
  @Override
  public Verdict evaluate(PlanInput input) {
    if (input.state().quorum().isAvailable()) {
      return Verdict.pass();
    }
    var broken = BrokenPods.firstToReplace(input);
    return broken.isPresent()
        ? new Verdict.Act(stage(input), broken.get())
        : Room.make(input, stage(input))
            .orElseGet(() -> new Verdict.Wait(stage(input), Awaited.members(input)));
  }

  private static Stage stage(PlanInput input) {
    var voters =
        input.topology().servers().stream()
            .filter(s -> s.role() == Role.VOTER)
            .map(ServerLine::id)
            .toList();
    var absence = LeaderAbsence.of(input.state(), voters);
    String seen =
        absence.reason() == Reason.QUORUM_UNKNOWN
            ? " (%s)".formatted(Arithmetic.of(input.state().quorum()))
            : "";
    return new Stage(
        absence.reason(), absence.arithmetic() + seen + "; " + Awaited.sentence(input));
  }
}
