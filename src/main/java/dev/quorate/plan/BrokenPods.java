package dev.quorate.plan;

import dev.quorate.facts.ObservedMember;
import dev.quorate.facts.PodFacts;
import dev.quorate.facts.PodFacts.ContainerState;
import dev.quorate.model.MemberId;
import dev.quorate.model.Reason;
import java.util.Optional;

/**
 * Which pod can be deleted without disturbing anybody? One that has ended, or one that never got
 * its server running on a template that has since been corrected (Z39: a StatefulSet does not
 * replace it by itself). A pod whose server runs is never broken in this sense.
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
    return outdated && !isRunning(pod)
        ? Optional.of(
            "pod is stuck on revision %s, which has been replaced by %s"
                .formatted(pod.revision().orElse("unknown"), wanted.get()))
        : Optional.empty();
  }

  private static boolean isRunning(PodFacts pod) {
    return pod.ready() || pod.container() instanceof ContainerState.Running;
  }
}
