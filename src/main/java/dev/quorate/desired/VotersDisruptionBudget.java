package dev.quorate.desired;

import dev.quorate.model.Ensemble;
import dev.quorate.model.Labels;
import dev.quorate.model.Role;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;

/**
 * How many voters others may evict; the operator's own restarts go through the same gate (I1).
 *
 * <p>A voter that is not ready goes by the budget as well ({@code IfHealthyBudget}): readiness ends
 * for a moment in every election, also for those that are needed. The one voter that is not ready
 * may still be drained from its broken node, as long as enough others are healthy.
 */
final class VotersDisruptionBudget {
  private VotersDisruptionBudget() {}

  static PodDisruptionBudget of(Ensemble ensemble, Topology topology) {
    return new PodDisruptionBudgetBuilder()
        .withMetadata(Metadata.of(ensemble, ensemble.names().disruptionBudget()).build())
        .withNewSpec()
        .withNewMaxUnavailable(topology.maxUnavailable())
        .withNewSelector()
        .withMatchLabels(Labels.members(ensemble.names().cluster(), Role.VOTER))
        .endSelector()
        .withUnhealthyPodEvictionPolicy("IfHealthyBudget")
        .endSpec()
        .build();
  }
}
