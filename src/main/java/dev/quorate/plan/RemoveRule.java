package dev.quorate.plan;

import dev.quorate.model.MemberId;
import dev.quorate.model.MembershipChange;
import dev.quorate.model.QuorumConfig;
import dev.quorate.model.Reason;
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
    var committed = input.committed();
    var change = VoterChange.between(committed, input.ensemble());
    return release(input, committed)
        .or(() -> waitForPods(input, committed))
        .or(() -> change.leaver(input.state()).map(id -> remove(input, committed, id)))
        .orElse(Verdict.pass());
  }

  /** Pods above the last member that is listed or wanted. */
  private static Optional<Verdict> release(PlanInput input, QuorumConfig committed) {
    int needed = VoterPods.needed(input.ensemble(), committed);
    int live = VoterPods.live(input.state());
    if (live <= needed) {
      return Optional.empty();
    }
    List<MemberId> going = VoterPods.between(needed, live);
    String names = going.stream().map(input::name).collect(Collectors.joining(", "));
    return Optional.of(
        new Verdict.Act(
            new Stage(
                Reason.REMOVING_MEMBER,
                "taking away %s, which the configuration does not name any more; %s"
                    .formatted(names, Arithmetic.of(input.state().quorum()))),
            new Action.RemovePods(
                going,
                VoterPods.set(input, needed),
                Contacts.of(input),
                names + " left the configuration")));
  }

  private static Optional<Verdict> waitForPods(PlanInput input, QuorumConfig committed) {
    List<Blocker> going =
        input.health().values().stream()
            .filter(h -> h.reason() == Reason.POD_TERMINATING)
            .filter(h -> committed.server(h.id()).isEmpty())
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

  private static Verdict remove(PlanInput input, QuorumConfig committed, MemberId leaver) {
    String what = "%s leaves: %s".formatted(input.name(leaver), Arithmetic.ofChange(input));
    return new Verdict.Act(
        new Stage(Reason.REMOVING_MEMBER, what + "; " + Arithmetic.of(input.state().quorum())),
        new Action.Reconfigure(
            leaver,
            MembershipChange.leave(leaver),
            committed,
            Contacts.without(input, leaver),
            what));
  }
}
