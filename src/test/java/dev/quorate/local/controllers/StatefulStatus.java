package dev.quorate.local.controllers;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetStatus;
import io.fabric8.kubernetes.api.model.apps.StatefulSetStatusBuilder;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Predicate;

/** What a StatefulSet reports about its pods. */
final class StatefulStatus {
  private StatefulStatus() {}

  static StatefulSetStatus of(
      StatefulSet set, Collection<Pod> pods, Revisions revisions, Instant now) {
    var status =
        new StatefulSetStatusBuilder()
            .withObservedGeneration(set.getMetadata().getGeneration())
            .withReplicas(pods.size())
            .withReadyReplicas(count(pods, PodFacts::isReady))
            .withAvailableReplicas(
                count(pods, p -> PodFacts.isAvailable(p, StatefulSteps.minReadySeconds(set), now)))
            .withCurrentReplicas(alive(pods, revisions.currentName()))
            .withUpdatedReplicas(alive(pods, revisions.updateName()))
            .withCurrentRevision(revisions.currentName())
            .withUpdateRevision(revisions.updateName())
            .withCollisionCount(0)
            .build();
    return isRolledOut(set, status) ? completed(status) : status;
  }

  /** With OnDelete the current revision stays what it was, as in Kubernetes. */
  private static boolean isRolledOut(StatefulSet set, StatefulSetStatus status) {
    var strategy = set.getSpec().getUpdateStrategy();
    return (strategy == null || !"OnDelete".equals(strategy.getType()))
        && status.getUpdatedReplicas().equals(status.getReplicas())
        && status.getReadyReplicas().equals(status.getReplicas());
  }

  private static StatefulSetStatus completed(StatefulSetStatus status) {
    return new StatefulSetStatusBuilder(status)
        .withCurrentReplicas(status.getUpdatedReplicas())
        .withCurrentRevision(status.getUpdateRevision())
        .build();
  }

  private static int alive(Collection<Pod> pods, String revision) {
    return count(pods, p -> !PodFacts.isTerminating(p) && StatefulSteps.hasRevision(p, revision));
  }

  private static int count(Collection<Pod> pods, Predicate<Pod> which) {
    return Math.toIntExact(pods.stream().filter(which).count());
  }
}
