package dev.quorate.local.kubelet;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a kubelet reports about a pod, from the states of its containers.
 *
 * @param restartPolicy Always, OnFailure or Never
 * @param ending the pod is being deleted, so containers that ended stay ended
 */
record PodStatusView(
    List<ContainerStatus> init,
    List<ContainerStatus> main,
    String restartPolicy,
    boolean ending,
    String podIp,
    Instant startedAt) {
  private static final Set<String> OWN =
      Set.of(
          "PodScheduled", "PodReadyToStartContainers", "Initialized", "ContainersReady", "Ready");

  /** The status now; conditions that did not change keep their times, foreign ones stay. */
  PodStatus status(List<PodCondition> before, Instant now) {
    return new PodStatusBuilder()
        .withPhase(phase())
        .withConditions(conditions(before, now))
        .withHostIP("127.0.0.1")
        .withPodIP(podIp)
        .addNewPodIP(podIp)
        .withStartTime(ContainerState.time(startedAt))
        .withInitContainerStatuses(init)
        .withContainerStatuses(main)
        .build();
  }

  private String phase() {
    if (!isInitialized()) {
      return init.stream().anyMatch(PodStatusView::failed) && !mayRestart(true)
          ? "Failed"
          : "Pending";
    }
    boolean failed = main.stream().anyMatch(PodStatusView::failed);
    var whenDone = failed ? "Failed" : "Succeeded";
    if (ending) {
      return main.stream().anyMatch(c -> c.getState().getRunning() != null) ? "Running" : whenDone;
    }
    if (main.stream().anyMatch(PodStatusView::isNew)) {
      return "Pending";
    }
    boolean unfinished = main.stream().anyMatch(c -> c.getState().getTerminated() == null);
    return unfinished || mayRestart(failed) ? "Running" : whenDone;
  }

  private boolean mayRestart(boolean failed) {
    return restartPolicy.equals("Always") || (failed && restartPolicy.equals("OnFailure"));
  }

  /** Waits, and has never run. */
  private static boolean isNew(ContainerStatus container) {
    return container.getState().getWaiting() != null
        && (container.getLastState() == null || container.getLastState().getTerminated() == null);
  }

  private static boolean failed(ContainerStatus container) {
    var ended = container.getState().getTerminated();
    return ended != null && ended.getExitCode() != 0;
  }

  private boolean isInitialized() {
    return init.stream()
        .allMatch(c ->
            c.getState().getTerminated() != null
                && c.getState().getTerminated().getExitCode() == 0);
  }

  private List<PodCondition> conditions(List<PodCondition> before, Instant now) {
    var unready = main.stream().filter(c -> !c.getReady()).map(ContainerStatus::getName).toList();
    var incomplete =
        init.stream()
            .filter(c -> c.getState().getTerminated() == null || failed(c))
            .map(ContainerStatus::getName)
            .toList();
    var notReady =
        phase().equals("Succeeded")
            ? "PodCompleted"
            : phase().equals("Failed") ? "PodFailed" : "ContainersNotReady";
    List<PodCondition> all = new ArrayList<>();
    all.add(condition("PodReadyToStartContainers", List.of(), null, null));
    all.add(
        condition(
            "Initialized", incomplete, "ContainersNotInitialized", "containers with incomplete"));
    all.add(condition("Ready", unready, notReady, "containers with unready"));
    all.add(condition("ContainersReady", unready, notReady, "containers with unready"));
    all.add(condition("PodScheduled", List.of(), null, null));
    all.replaceAll(c -> since(c, before, now));
    before.stream().filter(c -> !OWN.contains(c.getType())).forEach(all::add);
    return all;
  }

  private static PodCondition condition(
      String type, List<String> blockers, String reason, String message) {
    boolean holds = blockers.isEmpty();
    return new PodConditionBuilder()
        .withType(type)
        .withStatus(holds ? "True" : "False")
        .withReason(holds ? null : reason)
        .withMessage(holds ? null : message + " status: [" + String.join(" ", blockers) + "]")
        .build();
  }

  private static PodCondition since(PodCondition now, List<PodCondition> before, Instant time) {
    var since =
        before.stream()
            .filter(c -> c.getType().equals(now.getType()))
            .filter(c -> c.getStatus().equals(now.getStatus()))
            .map(PodCondition::getLastTransitionTime)
            .findFirst();
    now.setLastTransitionTime(since.orElseGet(() -> ContainerState.time(time)));
    return now;
  }
}
