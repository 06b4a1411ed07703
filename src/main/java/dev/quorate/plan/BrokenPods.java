package dev.quorate.plan;

import dev.quorate.facts.ObservedMember;
import dev.quorate.facts.PodFacts;
import dev.quorate.facts.PodFacts.ContainerState;
import dev.quorate.facts.Probed;
import dev.quorate.facts.ServerFacts;
import dev.quorate.model.MemberId;
import dev.quorate.model.Reason;
import java.util.Optional;
import java.util.Set;

/**
 * Which pod can be deleted without disturbing anybody? One that has ended, or one that never served
 * on a template that has since been corrected (Z39: a StatefulSet does not replace it by itself). A
 * pod whose server has served is never broken in this sense.
 */
final class BrokenPods {
  private BrokenPods() {}

  static Optional<Action> firstToReplace(PlanInput input) {
    boolean onesGoing =
        input.health().values().stream().anyMatch(h -> h.reason() == Reason.POD_TERMINATING);
    return onesGoing
        ? Optional.empty()
        : input.state().members().values().stream()
            .flatMap(member -> replacement(input, member).stream())
            .findFirst();
  }

  private static Optional<Action> replacement(PlanInput input, ObservedMember member) {
    return member
        .pod()
        .flatMap(pod -> why(input, member.id(), pod))
        .map(why ->
            Action.DeletePod.of(member.id(), member.pod().orElseThrow(), Reason.HEALING, why));
  }

  private static Optional<String> why(PlanInput input, MemberId id, PodFacts pod) {
    if (pod.ended()) {
      return Optional.of("pod has ended: " + pod.problem().orElse("no reason given"));
    }
    var wanted = input.desired().revisions().of(id);
    boolean outdated = wanted.isPresent() && !pod.revision().equals(wanted);
    return outdated
            && (!isRunning(pod) || (hasNeverServed(input, id, pod) && mayBeRemade(input, id)))
        ? Optional.of(
            "pod is stuck on revision %s, which has been replaced by %s"
                .formatted(pod.revision().orElse("unknown"), wanted.get()))
        : Optional.empty();
  }

  private static boolean isRunning(PodFacts pod) {
    return pod.ready() || pod.container() instanceof ContainerState.Running;
  }

  /** By its kubelet's word and by its own: one that the operator alone cannot see is left alone. */
  private static boolean hasNeverServed(PlanInput input, MemberId id, PodFacts pod) {
    boolean electing =
        input.state().member(id).server().equals(Probed.known(new ServerFacts.NotServing()));
    return !pod.ready()
        && !pod.served()
        && (electing || pod.container().equals(new ContainerState.Running(false)));
  }

  /**
   * Its process may be loading or electing, so nobody's vote may hang on it: the others are synced,
   * or nobody has ever voted. Without a quorum the new template must have proven itself: else a
   * change made in an outage could break one member after the other.
   */
  private static boolean mayBeRemade(PlanInput input, MemberId id) {
    if (!input.formation().isFormed()) {
      return true;
    }
    return input.state().quorum().isAvailable()
        ? Set.of(id).containsAll(input.state().quorum().unsynced())
        : input.state().members().values().stream()
            .anyMatch(m -> !m.id().equals(id) && hasServedAsWanted(input, m));
  }

  private static boolean hasServedAsWanted(PlanInput input, ObservedMember member) {
    return member.runs(input.desired().revisions())
        && member.pod().filter(PodFacts::served).isPresent();
  }
}
