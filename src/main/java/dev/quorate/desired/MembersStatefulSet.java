package dev.quorate.desired;

import dev.quorate.model.Ensemble;
import dev.quorate.model.Labels;
import dev.quorate.model.Role;
import dev.quorate.model.Storage;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSetPersistentVolumeClaimRetentionPolicy;

/**
 * The pods of one role. The StatefulSet makes them, all at once because none becomes ready alone
 * (hazard Z38), and restarts none by itself: which one is next is the operator's decision.
 */
final class MembersStatefulSet {
  private MembersStatefulSet() {}

  static StatefulSet of(Ensemble ensemble, Role role, Topology topology, MemberPods pods) {
    return new StatefulSetBuilder()
        .withMetadata(Metadata.of(ensemble, ensemble.names().statefulSet(role)).build())
        .withNewSpec()
        .withServiceName(ensemble.names().membersService())
        .withReplicas(topology.replicas(role))
        .withPodManagementPolicy("Parallel")
        .withNewUpdateStrategy()
        .withType("OnDelete")
        .endUpdateStrategy()
        .withRevisionHistoryLimit(3)
        .withPersistentVolumeClaimRetentionPolicy(retention(ensemble.storage()))
        .withNewSelector()
        .withMatchLabels(Labels.members(ensemble.names().cluster(), role))
        .endSelector()
        .withTemplate(pods.template())
        .withVolumeClaimTemplates(MemberVolumes.claimTemplates(ensemble, role))
        .endSpec()
        .build();
  }

  private static StatefulSetPersistentVolumeClaimRetentionPolicy retention(Storage storage) {
    return switch (storage) {
      case Storage.Persistent(_, _, var retention) ->
          new StatefulSetPersistentVolumeClaimRetentionPolicy(
              retention.whenDeleted().keyword(), retention.whenScaled().keyword());
      case Storage.Ephemeral _ -> null;
    };
  }
}
