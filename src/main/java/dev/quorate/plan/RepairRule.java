package dev.quorate.plan;

import dev.quorate.facts.ClaimFacts;
import dev.quorate.facts.ObservedMember;
import dev.quorate.facts.PodFacts;
import dev.quorate.facts.RepairMark;
import dev.quorate.model.Labels;
import dev.quorate.model.Reason;
import java.time.Duration;
import java.util.Optional;

/**
 * Is there a member that will not be synced with the data that it has? That is marked on its claim,
 * it leaves, and in a new pod it sets its data aside and joins again.
 */
final class RepairRule implements Rule {
  /** A member that breaks again sooner has another trouble than its data. */
  static final Duration NOT_AGAIN_WITHIN = Duration.ofHours(1);

  @Override
  public Verdict evaluate(PlanInput input) {
    return Rejoin.first(
        input,
        member ->
            Rejoin.isListed(input, member) ? begin(input, member) : setDataAside(input, member));
  }

  private static Optional<Verdict> setDataAside(PlanInput input, ObservedMember member) {
    return member
        .pod()
        .filter(_ -> Rejoin.isMarked(member))
        .map(pod ->
            newPod(
                input,
                member,
                "%s left the configuration; in a new pod it sets its data aside and copies the leader's"
                    .formatted(pod.name())));
  }

  private static Optional<Verdict> begin(PlanInput input, ObservedMember member) {
    var patience = Duration.ofSeconds(input.ensemble().rollout().progressDeadlineSeconds());
    return Damage.of(member, input.state().now(), patience)
        .map(damage ->
            member
                .claim()
                .map(claim -> repair(input, member, claim, damage))
                .orElseGet(() -> newPod(input, member, damage + "; its data goes with the pod")));
  }

  private static Verdict repair(
      PlanInput input, ObservedMember member, ClaimFacts claim, String damage) {
    if (Rejoin.isMarked(member)) {
      return Rejoin.leave(input, member, Reason.REPAIRING_MEMBER, damage);
    }
    return claim
        .repair()
        .filter(last -> last.at().plus(NOT_AGAIN_WITHIN).isAfter(input.state().now()))
        .map(last -> refuse(input, member, last, damage))
        .orElseGet(() -> mark(input, member, claim, damage));
  }

  private static Verdict refuse(
      PlanInput input, ObservedMember member, RepairMark last, String damage) {
    String name = input.name(member.id());
    String why =
        "%s: %s, although it was repaired at %s; look at its disk, or give it another with: kubectl annotate pod %s %s=true"
            .formatted(name, damage, last.at(), name, Labels.REPLACE);
    return Rejoin.wait(input, Reason.REPAIR_FAILED, name, why);
  }

  private static Verdict mark(
      PlanInput input, ObservedMember member, ClaimFacts claim, String damage) {
    var uid = member.pod().map(PodFacts::uid).orElseThrow();
    return Rejoin.act(
        input,
        Reason.REPAIRING_MEMBER,
        "%s is to be repaired: %s".formatted(input.name(member.id()), damage),
        ClaimRecords.marked(claim, new RepairMark(uid, input.state().now())));
  }

  private static Verdict newPod(PlanInput input, ObservedMember member, String why) {
    var pod = member.pod().orElseThrow();
    return Rejoin.act(
        input,
        Reason.REPAIRING_MEMBER,
        why,
        Action.DeletePod.of(member.id(), pod, Reason.REPAIRING_MEMBER, why));
  }
}
