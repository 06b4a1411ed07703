package dev.quorate.plan;

import dev.quorate.facts.PodFacts;
import dev.quorate.facts.VolumeFacts;
import dev.quorate.model.Reason;
import dev.quorate.model.Role;
import dev.quorate.plan.Plan.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The volume has grown, and its file system shall. Most nodes do that while the pod runs; where it
 * does not happen, the pod is made again, when the others can do without it.
 *
 * @param since when the volume had grown
 */
record NodeResize(PlanInput input, VolumeFacts volume, Instant since) {
  /** A kubelet that can do it does it within seconds. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  Verdict next(Stage stage, String what) {
    Optional<PodFacts> pod = input.state().member(volume.member()).pod();
    if (pod.isEmpty() || pod.get().terminating() || isEarly(pod.get())) {
      return waitFor(stage, Reason.GROWING_VOLUMES, what + ": its file system is next");
    }
    if (pod.get().created().isAfter(since)) {
      return waitFor(
          stage,
          Reason.VOLUME_RESIZE_ERROR,
          what + ": the file system has not grown, although the pod was made again");
    }
    boolean isNeeded = volume.member().isOurs(Role.VOTER) && input.state().quorum().mayLose() < 1;
    return isNeeded
        ? waitFor(
            stage,
            Reason.VOLUME_NEEDS_RESTART,
            "%s: the file system grows when the pod starts, and without it there is no quorum; delete pod %s when an outage is acceptable"
                .formatted(what, pod.get().name()))
        : restart(stage, pod.get(), what);
  }

  private boolean isEarly(PodFacts pod) {
    Instant begin = pod.created().isAfter(since) ? pod.created() : since;
    return input.state().now().isBefore(begin.plus(PATIENCE));
  }

  private Verdict restart(Stage stage, PodFacts pod, String what) {
    var evict =
        Action.EvictPod.of(
            volume.member(), pod, false, what + ": the file system grows when the pod starts");
    return Verdict.disturb(input, volume.member(), new Verdict.Act(stage, evict));
  }

  private Verdict waitFor(Stage stage, Reason reason, String what) {
    return new Verdict.Wait(stage, List.of(Blocker.of(reason, input.name(volume.member()), what)));
  }
}
