package dev.quorate.cli;

import dev.quorate.model.Keys;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What a pod's status says in the words of {@code kubectl get pods}. */
final class PodReading {
  private PodReading() {}

  static SeenPod of(Pod pod) {
    var status = Optional.ofNullable(pod.getStatus());
    var server =
        status.map(PodStatus::getContainerStatuses).orElse(List.of()).stream()
            .filter(c -> Keys.SERVER_CONTAINER.equals(c.getName()))
            .findFirst();
    return new SeenPod(
        pod.getMetadata().getName(),
        status.map(PodStatus::getPodIP),
        state(pod, server.map(ContainerStatus::getState)),
        server.map(ContainerStatus::getReady).orElse(false),
        server.map(ContainerStatus::getRestartCount).orElse(0),
        Objects.toString(pod.getSpec().getNodeName(), ""));
  }

  private static String state(Pod pod, Optional<ContainerState> server) {
    if (pod.getMetadata().getDeletionTimestamp() != null) {
      return "Terminating";
    }
    return server
        .map(ContainerState::getWaiting)
        .map(w -> w.getReason())
        .or(() -> server.map(ContainerState::getTerminated).map(t -> t.getReason()))
        .or(() -> Optional.ofNullable(pod.getStatus()).map(PodStatus::getPhase))
        .orElse("Pending");
  }
}
