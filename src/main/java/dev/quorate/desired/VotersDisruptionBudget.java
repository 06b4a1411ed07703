package dev.quorate.desired;

import dev.quorate.model.Ensemble;
import dev.quorate.model.Labels;
import dev.quorate.model.Role;
import dev.quorate.model.Storage;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;

/**
 * How many voters others may evict; the operator's own restarts go through the same gate (I1).
 *
 * <p>A voter that is not ready may always be evicted, budget or not ({@code AlwaysAllow}). It
 * serves nobody, and as long as it is not ready the budget protects every other voter, so an
 * eviction of it never takes a majority away; at worst a member that was about to be ready starts
 * again. The other policy would deadlock: the budget is 0 while there is no margin, so the very
 * voter whose failure used up the margin could not be drained from its broken node. Only without
 * volumes is an unready voter worth more than that: its pod may hold one of the last copies of the
 * data, so there it goes by the budget (hazard Z29).
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
        .withUnhealthyPodEvictionPolicy(unreadyVoters(ensemble.storage()))
        .endSpec()
        .build();
  }

  private static String unreadyVoters(Storage storage) {
    return switch (storage) {
      case Storage.Persistent _ -> "AlwaysAllow";
      case Storage.Ephemeral _ -> "IfHealthyBudget";
    };
  }
}
