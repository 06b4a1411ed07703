package dev.quorate.plan;

import dev.quorate.model.MemberId;
import dev.quorate.model.MembershipChange;
import dev.quorate.model.Reason;
import dev.quorate.model.ServerLine;
import dev.quorate.plan.Plan.Stage;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Gives one member of ours its own addresses back, by a reconfiguration of it alone: rewriting the
 * whole list at once would also throw out whom somebody else has listed. A leader whose address
 * changes hands over, so an address by which servers find a voter is only changed when the ensemble
 * can do without it; the address for clients costs no vote.
 */
final class AddressRepair {
  private AddressRepair() {}

  /** Of all that are wrong, the first that may be put right now. */
  static Optional<Verdict> next(PlanInput input) {
    return first(
        input, server -> isForClients(input, server) || input.state().quorum().mayLose() > 0);
  }

  /** Of those that no vote depends on, the first. */
  static Optional<Verdict> nextForClients(PlanInput input) {
    return first(input, server -> isForClients(input, server));
  }

  /** Of a member that is away; perhaps because its address is wrong. */
  static Optional<Verdict> of(PlanInput input, MemberId away) {
    return first(input, server -> server.id().equals(away));
  }

  private static Optional<Verdict> first(PlanInput input, Predicate<ServerLine> which) {
    return input.drift().misaddressed().stream()
        .filter(which)
        .findFirst()
        .map(server -> repair(input, server));
  }

  private static ServerLine ours(PlanInput input, ServerLine committed) {
    return Drift.ours(input.ensemble().names(), committed);
  }

  private static boolean isForClients(PlanInput input, ServerLine committed) {
    return Drift.isOnlyForClients(committed, ours(input, committed));
  }

  private static Verdict repair(PlanInput input, ServerLine committed) {
    var ours = ours(input, committed);
    String what =
        "%s is listed as %s, and is put right: %s"
            .formatted(input.name(committed.id()), committed.render(), ours.render());
    var others = Contacts.without(input, committed.id());
    return new Verdict.Act(
        new Stage(Reason.MEMBERSHIP_DRIFT, what + "; " + Arithmetic.of(input.state().quorum())),
        new Action.Reconfigure(
            committed.id(),
            MembershipChange.join(ours),
            input.committed(),
            others.isEmpty() ? Contacts.of(input) : others,
            what));
  }
}
