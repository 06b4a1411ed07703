package dev.quorate.local.controllers;

import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetStatus;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps the status of disruption budgets, from which the eviction API decides. A pod that eviction
 * has marked as disrupted counts as unhealthy until it is gone, at most two minutes.
 */
public final class PodDisruptionBudgetController implements AutoCloseable {
  private static final Duration EVICTION_DEADLINE = Duration.ofMinutes(2);

  private final ClusterInformers cluster;
  private final InstantSource clock;
  private final KubernetesClient client;
  private final ControllerLoop loop;

  /** Starts the loop. */
  public PodDisruptionBudgetController(
      KubernetesClient client, ClusterInformers cluster, InstantSource clock) {
    this.cluster = cluster;
    this.clock = clock;
    this.client = client;
    this.loop = new ControllerLoop("disruption-controller", this::reconcile);
    cluster.onChange(PodDisruptionBudget.class, budget -> loop.enqueue(ObjectKey.of(budget)));
    cluster.onChange(Pod.class, pod -> enqueueAll(pod.getMetadata().getNamespace()));
    cluster.onChange(StatefulSet.class, set -> enqueueAll(set.getMetadata().getNamespace()));
  }

  private void enqueueAll(String namespace) {
    cluster
        .in(PodDisruptionBudget.class, namespace)
        .forEach(budget -> loop.enqueue(ObjectKey.of(budget)));
  }

  private void reconcile(ObjectKey key) {
    var budget = cluster.get(PodDisruptionBudget.class, key);
    if (budget == null || budget.getMetadata().getDeletionTimestamp() != null) {
      return;
    }
    var pods =
        cluster
            .in(Pod.class, key.namespace())
            .filter(pod -> LabelMatch.matches(budget.getSpec().getSelector(), pod))
            .filter(pod -> !PodFacts.isFinished(pod))
            .toList();
    var disrupted = stillDisrupted(budget, pods);
    write(budget, status(budget, pods, disrupted.keySet()), disrupted);
    if (!disrupted.isEmpty()) {
      loop.enqueueAfter(key, EVICTION_DEADLINE);
    }
  }

  private Map<String, String> stillDisrupted(PodDisruptionBudget budget, List<Pod> pods) {
    Map<String, String> marked =
        budget.getStatus() == null || budget.getStatus().getDisruptedPods() == null
            ? Map.of()
            : budget.getStatus().getDisruptedPods();
    Map<String, String> still = new HashMap<>();
    for (var pod : pods) {
      var time = marked.get(pod.getMetadata().getName());
      if (time != null
          && !PodFacts.isTerminating(pod)
          && Instant.parse(time).plus(EVICTION_DEADLINE).isAfter(clock.instant())) {
        still.put(pod.getMetadata().getName(), time);
      }
    }
    return still;
  }

  private PodDisruptionBudgetStatus status(
      PodDisruptionBudget budget, List<Pod> pods, Set<String> disrupted) {
    int healthy = 0;
    for (var pod : pods) {
      boolean leaves =
          PodFacts.isTerminating(pod) || disrupted.contains(pod.getMetadata().getName());
      healthy += PodFacts.isReady(pod) && !leaves ? 1 : 0;
    }
    int expected = expected(budget, pods);
    int desired = desired(budget, expected);
    return new PodDisruptionBudgetStatusBuilder()
        .withExpectedPods(expected)
        .withCurrentHealthy(healthy)
        .withDesiredHealthy(desired)
        .withDisruptionsAllowed(expected == 0 ? 0 : Math.max(0, healthy - desired))
        .withObservedGeneration(budget.getMetadata().getGeneration())
        .build();
  }

  /** An integer minAvailable counts the pods that are there, anything else what was asked for. */
  private int expected(PodDisruptionBudget budget, List<Pod> pods) {
    var least = budget.getSpec().getMinAvailable();
    if (least != null && least.getStrVal() == null) {
      return pods.size();
    }
    Set<String> controllers = new HashSet<>();
    for (var pod : pods) {
      pod.getMetadata().getOwnerReferences().stream()
          .filter(o -> Boolean.TRUE.equals(o.getController()))
          .map(OwnerReference::getUid)
          .forEach(controllers::add);
    }
    return cluster
        .all(StatefulSet.class)
        .filter(set -> controllers.contains(set.getMetadata().getUid()))
        .mapToInt(StatefulNames::replicas)
        .sum();
  }

  private static int desired(PodDisruptionBudget budget, int expected) {
    var spec = budget.getSpec();
    if (spec.getMinAvailable() != null) {
      return scaled(spec.getMinAvailable(), expected);
    }
    return spec.getMaxUnavailable() == null
        ? 0
        : Math.max(0, expected - scaled(spec.getMaxUnavailable(), expected));
  }

  private static int scaled(IntOrString value, int total) {
    if (value.getStrVal() == null) {
      return value.getIntVal();
    }
    int percent = Integer.parseInt(value.getStrVal().replace("%", ""));
    return Math.ceilDiv(percent * total, 100);
  }

  private void write(
      PodDisruptionBudget budget,
      PodDisruptionBudgetStatus counted,
      Map<String, String> disrupted) {
    var before = budget.getStatus();
    boolean allowed = counted.getDisruptionsAllowed() > 0;
    var condition =
        new ConditionBuilder()
            .withType("DisruptionAllowed")
            .withStatus(allowed ? "True" : "False")
            .withReason(allowed ? "SufficientPods" : "InsufficientPods")
            .withMessage("")
            .withObservedGeneration(counted.getObservedGeneration())
            .withLastTransitionTime(since(before, allowed))
            .build();
    var after =
        new PodDisruptionBudgetStatusBuilder(counted)
            .withConditions(condition)
            .withDisruptedPods(disrupted)
            .build();
    if (!after.equals(before)) {
      // Under the version that was read: eviction takes from the allowance in the same status.
      client
          .resource(new PodDisruptionBudgetBuilder(budget).withStatus(after).build())
          .updateStatus();
    }
  }

  private String since(PodDisruptionBudgetStatus before, boolean allowed) {
    return before == null
        ? now()
        : before.getConditions().stream()
            .filter(c -> c.getStatus().equals(allowed ? "True" : "False"))
            .map(c -> c.getLastTransitionTime())
            .findFirst()
            .orElseGet(this::now);
  }

  private String now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  @Override
  public void close() {
    loop.close();
  }
}
