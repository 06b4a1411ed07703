package dev.quorate.plan;

import dev.quorate.facts.MemberSet;
import dev.quorate.facts.ObservedMember;
import dev.quorate.facts.PodFacts;
import dev.quorate.model.Labels;
import dev.quorate.model.Reason;
import dev.quorate.model.Role;
import java.util.Optional;

/**
 * Does a person want a member on new volumes? It leaves, a write commits without it, its claims and
 * its pod are deleted, and it joins again on what the StatefulSet makes: in another storage class,
 * another zone, on another node.
 */
final class ReplaceRule implements Rule {
  @Override
  public Verdict evaluate(PlanInput input) {
    return Rejoin.first(
        input,
        member ->
            member
                .pod()
                .filter(p -> p.asked().replace())
                .flatMap(pod ->
                    Rejoin.isListed(input, member)
                        ? leaveUnlessAnotherJoins(input, member)
                        : newVolumes(input, member, pod)));
  }

  /** One that was replaced before has its data again first: else copies go one after the other. */
  private static Optional<Verdict> leaveUnlessAnotherJoins(PlanInput input, ObservedMember member) {
    boolean anotherJoins =
        RoleChange.of(member.id().role(), input.committed(), input.ensemble())
            .isJoining(input.state());
    return anotherJoins ? Optional.empty() : leave(input, member);
  }

  private static Optional<Verdict> leave(PlanInput input, ObservedMember member) {
    boolean isOnlyVoter =
        member.id().role() == Role.VOTER && input.committed().voters().size() == 1;
    if (!isOnlyVoter) {
      var leave =
          Rejoin.leave(
              input,
              member,
              Reason.REPLACING_MEMBER,
              "it is replaced, as the annotation %s of its pod asks".formatted(Labels.REPLACE));
      return Optional.of(Verdict.disturb(input, member.id(), leave));
    }
    boolean grows = RoleChange.joiner(input.committed(), input.ensemble()).isPresent();
    return grows ? Optional.empty() : Optional.of(refuse(input, input.name(member.id())));
  }

  private static Verdict refuse(PlanInput input, String name) {
    String why =
        "%s is the only voter, so its volume has the only copy of the data: set spec.replicas to 3 first, or take the annotation %s off its pod"
            .formatted(name, Labels.REPLACE);
    return Rejoin.wait(input, Reason.REPLACING_MEMBER, name, why);
  }

  /** Not while the StatefulSet itself is made anew: its volumes are not known then. */
  private static Optional<Verdict> newVolumes(
      PlanInput input, ObservedMember member, PodFacts pod) {
    String what = pod.name() + " left the configuration; it gets new volumes in a new pod";
    return input
        .state()
        .set(member.id().role())
        .map(MemberSet::volumes)
        .map(volumes -> volumes.stream().filter(v -> v.member().equals(member.id())).toList())
        .map(volumes ->
            Rejoin.act(
                input,
                Reason.REPLACING_MEMBER,
                what,
                new Action.ReplaceVolumes(
                    pod.name(),
                    pod.uid(),
                    pod.resourceVersion(),
                    volumes,
                    Contacts.of(input),
                    what)));
  }
}
