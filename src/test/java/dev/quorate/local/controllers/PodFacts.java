package dev.quorate.local.controllers;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a controller asks about a pod; a status that nobody has written yet counts as Pending. */
public final class PodFacts {
  private PodFacts() {}

  /** The phase. */
  public static String phase(Pod pod) {
    return pod.getStatus() == null || pod.getStatus().getPhase() == null
        ? "Pending"
        : pod.getStatus().getPhase();
  }

  /** Its containers have ended and nobody will restart them. */
  public static boolean isFinished(Pod pod) {
    return phase(pod).equals("Failed") || phase(pod).equals("Succeeded");
  }

  /** Somebody asked for its deletion. */
  public static boolean isTerminating(Pod pod) {
    return pod.getMetadata().getDeletionTimestamp() != null;
  }

  /** Running, and the Ready condition is true. */
  public static boolean isReady(Pod pod) {
    return phase(pod).equals("Running")
        && condition(pod, "Ready").filter(PodFacts::isTrue).isPresent();
  }

  /** Ready for at least so many seconds. */
  public static boolean isAvailable(Pod pod, int minReadySeconds, Instant now) {
    return isReady(pod)
        && (minReadySeconds == 0 || !readySince(pod).plusSeconds(minReadySeconds).isAfter(now));
  }

  /** When the Ready condition last changed; only for a pod that is ready. */
  public static Instant readySince(Pod pod) {
    return condition(pod, "Ready").map(c -> Instant.parse(c.getLastTransitionTime())).orElseThrow();
  }

  /** The condition of a type. */
  public static Optional<PodCondition> condition(Pod pod, String type) {
    List<PodCondition> all = pod.getStatus() == null ? List.of() : pod.getStatus().getConditions();
    return all.stream().filter(c -> c.getType().equals(type)).findFirst();
  }

  /** A condition whose status is "True". */
  public static boolean isTrue(PodCondition condition) {
    return "True".equals(condition.getStatus());
  }
}
