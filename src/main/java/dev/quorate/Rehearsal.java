package dev.quorate;

import dev.quorate.api.ZookeeperCluster;
import dev.quorate.facts.ObservedState;
import dev.quorate.facts.Probed;
import dev.quorate.facts.QuorumView;
import dev.quorate.model.Names;
import dev.quorate.plan.Action;
import dev.quorate.plan.Outcomes;
import dev.quorate.reconcile.LoopParts;
import dev.quorate.status.Pass;
import dev.quorate.validation.Circumstances;
import dev.quorate.validation.OperatorDefaults;
import dev.quorate.validation.Validated;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The first pass over a new cluster, played with one that exists nowhere: everything is judged,
 * rendered and written down as JSON, nothing is asked and nothing is sent. A JVM is slow at what it
 * does for the first time, and so the first user of a replica does not wait for that.
 */
final class Rehearsal {
  private static final String CLUSTER =
      """
      {"apiVersion": "zookeeper.quorate.dev/v1alpha1", "kind": "ZookeeperCluster",
       "metadata": {"namespace": "rehearsal", "name": "rehearsal", "uid": "0", "generation": 1},
       "spec": {"replicas": 3, "storage": {"data": {"size": "1Gi"}},
                "pod": {"resources": {"limits": {"memory": "1Gi"}}}}}
      """;

  private final LoopParts parts;
  private final OperatorDefaults defaults;
  private final KubernetesSerialization serialization;

  Rehearsal(LoopParts parts, OperatorDefaults defaults, KubernetesSerialization serialization) {
    this.parts = parts;
    this.defaults = defaults;
    this.serialization = serialization;
  }

  /** Plays it; returns how many objects would have been applied. */
  int play() {
    var cluster = serialization.unmarshal(CLUSTER, ZookeeperCluster.class);
    return switch (parts
        .validator()
        .validate(cluster, new Circumstances(defaults, Optional.empty()))) {
      case Validated.Refused refused ->
          throw new IllegalStateException("the made-up cluster was refused: " + refused);
      case Validated.Accepted accepted -> play(cluster, accepted);
    };
  }

  private int play(ZookeeperCluster cluster, Validated.Accepted accepted) {
    var state = nothingYet(accepted.ensemble().names());
    var plan = parts.planner().plan(accepted.ensemble(), state);
    var applied = plan.actions().stream().filter(Action.Apply.class::isInstance).toList();
    applied.forEach(action -> serialization.clone(((Action.Apply) action).desired()));
    var pass = new Pass.Planned(accepted, state, plan, Outcomes.none());
    cluster.setStatus(parts.statuses().compute(null, 1L, pass, state.now()));
    serialization.clone(cluster);
    return applied.size();
  }

  private static ObservedState nothingYet(Names names) {
    return new ObservedState(
        Instant.EPOCH,
        List.of(),
        false,
        List.of(),
        Probed.known(Optional.empty()),
        Map.of(),
        false,
        new TreeMap<>(),
        QuorumView.of(names, List.of()));
  }
}
