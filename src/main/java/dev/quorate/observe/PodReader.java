package dev.quorate.observe;

import dev.quorate.facts.PodFacts;
import dev.quorate.facts.PodFacts.ContainerState;
import dev.quorate.facts.PodFacts.Exit;
import dev.quorate.facts.PodFacts.Phase;
import dev.quorate.model.Keys;
import dev.quorate.model.Labels;
import dev.quorate.model.Mount;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what matters of a member's pod. */
final class PodReader {
  private PodReader() {}

  /**
   * @param set that makes the pod, as far as it is there
   */
  static PodFacts read(Pod pod, Optional<StatefulSet> set) {
    var meta = pod.getMetadata();
    Optional<ContainerStatus> container = container(pod);
    return new PodFacts(
        meta.getName(),
        meta.getUid(),
        meta.getResourceVersion(),
        Instant.parse(meta.getCreationTimestamp()),
        phase(pod),
        container.map(c -> Boolean.TRUE.equals(c.getReady())).orElse(false),
        meta.getDeletionTimestamp() != null,
        annotation(pod, Labels.REVISION),
        configMap(pod),
        Optional.ofNullable(pod.getStatus()).map(s -> s.getPodIP()).filter(ip -> !ip.isEmpty()),
        Optional.ofNullable(pod.getSpec()).map(s -> s.getNodeName()),
        container.map(PodReader::state).orElseGet(ContainerState.NotReported::new),
        container.map(c -> c.getRestartCount() == null ? 0 : c.getRestartCount()).orElse(0),
        container
            .flatMap(c -> Optional.ofNullable(c.getLastState()))
            .flatMap(s -> Optional.ofNullable(s.getTerminated()))
            .map(PodReader::exit),
        container.map(c -> hasServed(pod, c)).orElse(false),
        readyCondition(pod, "False"),
        readyCondition(pod, "True"),
        Wishes.of(pod, set),
        annotation(pod, Labels.CANARY).filter(Labels.ACCEPTED::equals).isPresent(),
        problem(pod));
  }

  private static Optional<ContainerStatus> container(Pod pod) {
    return Optional.ofNullable(pod.getStatus()).stream()
        .flatMap(s -> s.getContainerStatuses().stream())
        .filter(c -> Keys.SERVER_CONTAINER.equals(c.getName()))
        .findFirst();
  }

  private static Phase phase(Pod pod) {
    String phase = pod.getStatus() == null ? null : pod.getStatus().getPhase();
    return Stream.of(Phase.values())
        .filter(p -> p.name().equals(phase == null ? "PENDING" : phase.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElse(Phase.UNKNOWN);
  }

  private static ContainerState state(ContainerStatus container) {
    var state = container.getState();
    if (state == null) {
      return new ContainerState.NotReported();
    }
    if (state.getRunning() != null) {
      return new ContainerState.Running(Boolean.TRUE.equals(container.getStarted()));
    }
    if (state.getTerminated() != null) {
      return new ContainerState.Terminated(exit(state.getTerminated()));
    }
    return state.getWaiting() == null
        ? new ContainerState.NotReported()
        : new ContainerState.Waiting(
            Omitted.text(state.getWaiting().getReason()),
            Omitted.text(state.getWaiting().getMessage()));
  }

  /** Readiness that ended after the start must have begun after it as well. */
  private static boolean hasServed(Pod pod, ContainerStatus container) {
    if (Boolean.TRUE.equals(container.getReady())) {
      return true;
    }
    Optional<Instant> started =
        Optional.ofNullable(container.getState())
            .flatMap(s -> Optional.ofNullable(s.getRunning()))
            .flatMap(r -> Optional.ofNullable(r.getStartedAt()))
            .map(Instant::parse);
    return started.isPresent()
        && pod.getStatus().getConditions().stream()
            .filter(c -> "ContainersReady".equals(c.getType()) && c.getLastTransitionTime() != null)
            .anyMatch(c -> Instant.parse(c.getLastTransitionTime()).isAfter(started.get()));
  }

  /** Since when the pod's readiness has had this value; empty when it has another. */
  private static Optional<Instant> readyCondition(Pod pod, String value) {
    return Optional.ofNullable(pod.getStatus()).stream()
        .flatMap(s -> s.getConditions().stream())
        .filter(c -> "Ready".equals(c.getType()) && value.equals(c.getStatus()))
        .flatMap(c -> Optional.ofNullable(c.getLastTransitionTime()).stream())
        .map(Instant::parse)
        .findFirst();
  }

  private static Optional<String> annotation(Pod pod, String key) {
    return Optional.ofNullable(Omitted.annotations(pod.getMetadata()).get(key));
  }

  private static Exit exit(ContainerStateTerminated terminated) {
    return new Exit(
        terminated.getExitCode(),
        Omitted.text(terminated.getReason()),
        Omitted.text(terminated.getMessage()),
        Optional.ofNullable(terminated.getFinishedAt()).map(Instant::parse));
  }

  private static Optional<String> configMap(Pod pod) {
    return Optional.ofNullable(pod.getSpec()).stream()
        .flatMap(s -> s.getVolumes().stream())
        .filter(v -> Mount.CONFIG.volume().equals(v.getName()) && v.getConfigMap() != null)
        .map((Volume v) -> v.getConfigMap().getName())
        .findFirst();
  }

  private static Optional<String> problem(Pod pod) {
    var status = pod.getStatus();
    if (status == null) {
      return Optional.empty();
    }
    if (status.getReason() != null) {
      return Optional.of(status.getReason() + ": " + Omitted.text(status.getMessage()));
    }
    return status.getConditions().stream()
        .filter(c -> "PodScheduled".equals(c.getType()) && "False".equals(c.getStatus()))
        .map((PodCondition c) -> Omitted.text(c.getReason()) + ": " + Omitted.text(c.getMessage()))
        .findFirst();
  }
}
