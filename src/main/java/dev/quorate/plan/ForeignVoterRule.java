package dev.quorate.plan;

import dev.quorate.model.MemberId;
import dev.quorate.model.Reason;
import dev.quorate.model.Role;
import dev.quorate.plan.Plan.Stage;
import java.util.ArrayList;
import java.util.List;

/**
 * Does every voter take part that is not ours? One that the leader does not count still raises the
 * majority, so no voter of ours is disturbed meanwhile (I1). What costs no vote goes on: members of
 * ours join, and clients find them again.
 */
final class ForeignVoterRule implements Rule {
  private final Rule add;

  /**
   * @param add admits members of ours, each when it is synced: that never costs margin
   */
  ForeignVoterRule(Rule add) {
    this.add = add;
  }

  @Override
  public Verdict evaluate(PlanInput input) {
    var away = input.state().quorum().foreignUnsynced();
    if (away.isEmpty()) {
      return Verdict.pass();
    }
    var joining = takesAVoteAway(input) ? Verdict.pass() : add.evaluate(input);
    return joining instanceof Verdict.Act || joining instanceof Verdict.Begin
        ? joining
        : goOn(input, joining);
  }

  /** The rules after it must not be asked. */
  @Override
  public Verdict instead(PlanInput input) {
    return goOn(input, Verdict.pass());
  }

  private static Verdict goOn(PlanInput input, Verdict joining) {
    return AddressRepair.nextForClients(input).orElseGet(() -> wait(input, joining));
  }

  /** An observer of ours that somebody made a voter is taken out before it joins again. */
  private static boolean takesAVoteAway(PlanInput input) {
    return RoleChange.joiner(input.committed(), input.ensemble())
        .filter(input.committed().voters()::contains)
        .isPresent();
  }

  private static Verdict wait(PlanInput input, Verdict joining) {
    List<Blocker> blockers = new ArrayList<>(blockers(input));
    if (joining instanceof Verdict.Wait(Stage _, List<Blocker> also)) {
      blockers.addAll(also);
    }
    var first = blockers.getFirst();
    return new Verdict.Wait(new Stage(first.reason(), first.message()), blockers);
  }

  /** Voters that nobody can ask, and that the leader does not count. */
  static List<Blocker> blockers(PlanInput input) {
    return input.state().quorum().foreignUnsynced().stream()
        .map(id -> Blocker.of(Reason.VOTER_NOT_SYNCED, Drift.called(id), message(input, id)))
        .toList();
  }

  private static String message(PlanInput input, MemberId id) {
    return "%s has a vote, is none of the operator's, and is not counted by the leader: %s; no %s of the operator's is disturbed until it takes part or is taken out"
        .formatted(
            input.committed().server(id).orElseThrow().render(),
            Arithmetic.of(input.state().quorum()),
            Role.VOTER.label());
  }
}
