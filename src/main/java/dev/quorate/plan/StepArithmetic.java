package dev.quorate.plan;

import dev.quorate.facts.QuorumView;
import dev.quorate.model.MemberId;
import java.util.Optional;

/**
 * What a step does to the quorum.
 *
 * @param before in numbers
 * @param mayLose how many of the voters may be lost while it is under way; negative when without
 *     the one that is away there is no quorum
 * @param after in numbers
 * @param election whether the leader goes
 */
public record StepArithmetic(String before, int mayLose, String after, boolean election) {

  static StepArithmetic of(PlanInput before, Action action, PlanInput after) {
    var quorum = before.state().quorum();
    return new StepArithmetic(
        Arithmetic.of(quorum),
        Math.min(meanwhile(quorum, action), after.state().quorum().mayLose()),
        Arithmetic.of(after.state().quorum()),
        away(action).map(id -> quorum.leading().equals(Optional.of(id))).orElse(false));
  }

  /** Of both, the second following the first. */
  StepArithmetic through(StepArithmetic next) {
    return new StepArithmetic(
        before, Math.min(mayLose, next.mayLose), next.after, election || next.election);
  }

  private static int meanwhile(QuorumView quorum, Action action) {
    boolean restarts =
        switch (action) {
          case Action.EvictPod a -> quorum.synced().contains(a.member());
          case Action.DeletePod a -> quorum.synced().contains(a.member());
          default -> false;
        };
    int majority = quorum.config().ifKnown().orElseThrow().majority();
    return quorum.synced().size() - (restarts ? 1 : 0) - majority;
  }

  private static Optional<MemberId> away(Action action) {
    boolean joins = action instanceof Action.Reconfigure a && a.change().leaving().isEmpty();
    return joins || action instanceof Action.AddPod ? Optional.empty() : Step.member(action);
  }

  /** In words. */
  public String text() {
    String meanwhile =
        mayLose < 0 ? "nobody serves meanwhile" : "may lose %d meanwhile".formatted(mayLose);
    String afterwards = before.equals(after) ? "the same" : after;
    return "%s; %s; afterwards %s%s"
        .formatted(before, meanwhile, afterwards, election ? "; one election" : "");
  }
}
