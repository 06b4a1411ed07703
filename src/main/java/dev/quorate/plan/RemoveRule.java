package dev.quorate.plan;

import dev.quorate.model.MemberId;
import dev.quorate.model.MembershipChange;
import dev.quorate.model.Reason;
import dev.quorate.model.Role;
import dev.quorate.model.ServerLine;
import dev.quorate.plan.Plan.Stage;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Is there a member that is not wanted any more? It leaves in three steps (I5): it is taken out of
 * the committed configuration, a write commits without it, its pod goes. Its claim goes or stays by
 * the StatefulSet's own policy. One at a time, so that a corrected specification is never more than
 * one step away.
 */
final class RemoveRule implements Rule {
  @Override
  public Verdict evaluate(PlanInput input) {
    return release(input, Role.OBSERVER)
        .or(() -> release(input, Role.VOTER))
        .or(() -> waitForPods(input))
        .or(() -> leave(input, Role.OBSERVER))
        .or(() -> leave(input, Role.VOTER))
        .orElse(Verdict.pass());
  }

  private static Optional<Verdict> leave(PlanInput input, Role role) {
    return RoleChange.of(role, input.committed(), input.ensemble())
        .leaver(input.state())
        .map(leaver -> remove(input, leaver));
  }

  /** Pods above the last member that is listed or wanted. */
  private static Optional<Verdict> release(PlanInput input, Role role) {
    int needed = SetSize.needed(role, input);
    int live = SetSize.live(role, input.state());
    if (live <= needed) {
      return Optional.empty();
    }
    List<MemberId> going = MemberId.between(role, needed, live);
    String names = going.stream().map(input::name).collect(Collectors.joining(", "));
    return Optional.of(
        new Verdict.Act(
            new Stage(
                Reason.REMOVING_MEMBER,
                "taking away %s, which the configuration does not name any more; %s"
                    .formatted(names, Arithmetic.of(input.state().quorum()))),
            new Action.RemovePods(
                going,
                fence(input, going),
                SetSize.resized(role, input, needed),
                Contacts.of(input),
                names + " left the configuration")));
  }

  /**
   * A joiner that is listed may have been promised its vote by a request whose outcome nobody saw.
   * A new version of the same configuration has that request refused, however late it comes (fault
   * F26).
   */
  private static Optional<Action.Reconfigure> fence(PlanInput input, List<MemberId> going) {
    var committed = input.committed();
    var unchanged = committed.server(committed.voters().first());
    return Joiners.listed(input.state(), committed).stream()
        .map(ServerLine::id)
        .filter(going::contains)
        .findFirst()
        .map(joiner ->
            new Action.Reconfigure(
                joiner,
                MembershipChange.join(unchanged.orElseThrow()),
                committed,
                Contacts.of(input),
                "%s is given up: the same members again, so that no earlier request lets it in"
                    .formatted(input.name(joiner))));
  }

  private static Optional<Verdict> waitForPods(PlanInput input) {
    List<Blocker> going =
        input.health().values().stream()
            .filter(h -> h.reason() == Reason.POD_TERMINATING)
            .filter(h -> input.committed().server(h.id()).isEmpty())
            .map(h -> Blocker.of(h.reason(), input.name(h.id()), h.message()))
            .toList();
    return going.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Verdict.Wait(
                new Stage(
                    Reason.REMOVING_MEMBER,
                    "waiting until the pods of members that left are gone: "
                        + going.stream()
                            .flatMap(b -> b.member().stream())
                            .collect(Collectors.joining(", "))),
                going));
  }

  private static Verdict remove(PlanInput input, MemberId leaver) {
    String what =
        "%s leaves: %s".formatted(input.name(leaver), Arithmetic.ofChange(input, leaver.role()));
    var stage =
        new Stage(Reason.REMOVING_MEMBER, what + "; " + Arithmetic.of(input.state().quorum()));
    return Verdict.disturb(
        input, leaver, new Verdict.Act(stage, Departure.of(input, leaver, what)));
  }
}
