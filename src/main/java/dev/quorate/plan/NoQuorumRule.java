package dev.quorate.plan;

import dev.quorate.facts.PodFacts;
import dev.quorate.facts.Probed;
import dev.quorate.facts.ServerFacts;
import dev.quorate.model.MemberId;
import dev.quorate.model.Reason;
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
        : new Verdict.Wait(stage(input), Awaited.members(input));
  }

  private static Stage stage(PlanInput input) {
    int voters = input.topology().servers().size();
    int majority = voters / 2 + 1;
    long perhaps = input.health().keySet().stream().filter(id -> mayServe(input, id)).count();
    return perhaps >= majority
        ? new Stage(
            Reason.QUORUM_UNKNOWN,
            "%d of %d voters may serve, but the operator cannot tell (%s); %s"
                .formatted(
                    perhaps,
                    voters,
                    Arithmetic.of(input.state().quorum()),
                    Awaited.sentence(input)))
        : new Stage(
            Reason.QUORUM_LOST,
            "no majority of %d (%d needed) serves; %s"
                .formatted(voters, majority, Awaited.sentence(input)));
  }

  /** Serves as far as it says itself, or as far as its kubelet says while it cannot be asked. */
  private static boolean mayServe(PlanInput input, MemberId id) {
    var member = input.state().member(id);
    return member.serving().isPresent()
        || (member.server() instanceof Probed.Unknown<ServerFacts>
            && member.pod().map(PodFacts::ready).orElse(false));
  }
}
