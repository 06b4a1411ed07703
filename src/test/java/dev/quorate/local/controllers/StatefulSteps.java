package dev.quorate.local.controllers;

import dev.quorate.local.controllers.StatefulStep.Create;
import dev.quorate.local.controllers.StatefulStep.Delete;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;

/**
 * Decides what a StatefulSet does next: missing pods are created, finished ones replaced, surplus
 * ones deleted from the highest ordinal down, outdated ones deleted by RollingUpdate. OrderedReady
 * takes one step and waits until every pod before it is available; Parallel does not wait. A pod
 * that is terminating is left alone until it is gone. The rules are those of the controller in
 * kube-controller-manager.
 */
final class StatefulSteps {
  private final StatefulSet set;
  private final NavigableMap<Integer, Pod> pods;
  private final Revisions revisions;
  private final Instant now;
  private final List<StatefulStep> steps = new ArrayList<>();

  private StatefulSteps(
      StatefulSet set, NavigableMap<Integer, Pod> pods, Revisions revisions, Instant now) {
    this.set = set;
    this.pods = pods;
    this.revisions = revisions;
    this.now = now;
  }

  /** The steps for this moment, in order; {@code pods} are those of the set by ordinal. */
  static List<StatefulStep> next(
      StatefulSet set, NavigableMap<Integer, Pod> pods, Revisions revisions, Instant now) {
    var decision = new StatefulSteps(set, pods, revisions, now);
    if (decision.fill() && decision.shrink()) {
      decision.update();
    }
    return decision.steps;
  }

  /** False when the order demands to wait. */
  private boolean fill() {
    int first = StatefulNames.firstOrdinal(set);
    for (int ordinal = first; StatefulNames.wants(set, ordinal); ordinal++) {
      var pod = pods.get(ordinal);
      if (pod == null) {
        steps.add(new Create(ordinal, revisionFor(ordinal)));
      } else if (PodFacts.isFinished(pod) && !PodFacts.isTerminating(pod)) {
        steps.add(new Delete(pod, "RecreatingTerminatedPod"));
      }
      if (ordered() && !isHealthy(pod)) {
        return false;
      }
    }
    return true;
  }

  private boolean shrink() {
    var surplus =
        pods.descendingMap().entrySet().stream()
            .filter(e -> !StatefulNames.wants(set, e.getKey()))
            .map(e -> e.getValue())
            .toList();
    if (!ordered()) {
      surplus.stream().filter(p -> !PodFacts.isTerminating(p)).forEach(this::delete);
      return true;
    }
    if (surplus.isEmpty()) {
      return true;
    }
    var highest = surplus.getFirst();
    var firstUnhealthy = surplus.reversed().stream().filter(p -> !PodFacts.isReady(p)).findFirst();
    boolean mayGo = PodFacts.isReady(highest) || firstUnhealthy.filter(highest::equals).isPresent();
    if (mayGo && !PodFacts.isTerminating(highest)) {
      delete(highest);
    }
    return false;
  }

  private void update() {
    var strategy = set.getSpec().getUpdateStrategy();
    if (strategy != null && "OnDelete".equals(strategy.getType())) {
      return;
    }
    int first = StatefulNames.firstOrdinal(set);
    int last = first + StatefulNames.replicas(set) - 1;
    for (int ordinal = last; ordinal >= first + partition(); ordinal--) {
      var pod = pods.get(ordinal);
      if (pod != null && !hasRevision(pod, revisions.updateName())) {
        if (!PodFacts.isTerminating(pod)) {
          delete(pod);
        }
        return;
      }
      if (!isHealthy(pod)) {
        return;
      }
    }
  }

  private void delete(Pod pod) {
    steps.add(new Delete(pod, "SuccessfulDelete"));
  }

  private boolean isHealthy(Pod pod) {
    return pod != null
        && !PodFacts.isTerminating(pod)
        && PodFacts.isAvailable(pod, minReadySeconds(set), now);
  }

  /** A pod below the partition, or not yet reached by a rolling update, comes back as it was. */
  private ControllerRevision revisionFor(int ordinal) {
    var strategy = set.getSpec().getUpdateStrategy();
    if (strategy == null || !"RollingUpdate".equals(strategy.getType())) {
      return revisions.update();
    }
    int unchanged =
        strategy.getRollingUpdate() == null && set.getStatus() != null
            ? orZero(set.getStatus().getCurrentReplicas())
            : partition();
    return ordinal < StatefulNames.firstOrdinal(set) + unchanged
        ? revisions.current()
        : revisions.update();
  }

  private int partition() {
    var strategy = set.getSpec().getUpdateStrategy();
    return strategy == null || strategy.getRollingUpdate() == null
        ? 0
        : orZero(strategy.getRollingUpdate().getPartition());
  }

  private boolean ordered() {
    return !"Parallel".equals(set.getSpec().getPodManagementPolicy());
  }

  static boolean hasRevision(Pod pod, String revision) {
    return revision.equals(pod.getMetadata().getLabels().get(StatefulPods.REVISION_LABEL));
  }

  static int minReadySeconds(StatefulSet set) {
    return orZero(set.getSpec().getMinReadySeconds());
  }

  private static int orZero(Integer value) {
    return value == null ? 0 : value;
  }
}
