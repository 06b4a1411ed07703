package dev.quorate.desired;

import dev.quorate.model.Ensemble;
import dev.quorate.model.Labels;
import dev.quorate.model.Role;
import dev.quorate.model.Storage;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSetPersistentVolumeClaimRetentionPolicy;

/**
 * The voters' pods. The StatefulSet makes them, all at once because none becomes ready alone
 * (hazard Z38), and restarts none by itself: which one is next is the operator's decision.
 */
final class VotersStatefulSet {
  private static final Role ROLE = Role.VOTER;

  private VotersStatefulSet() {}

  /** Names what members run: everything in their template and in the files that it mounts. */
  static String revision(Ensemble ensemble, String configName) {
    return Fingerprint.of(template(ensemble, configName, false));
  }

  static StatefulSet of(Ensemble ensemble, Topology topology, String configName) {
    return new StatefulSetBuilder()
        .withMetadata(Metadata.of(ensemble, ensemble.names().statefulSet(ROLE)).build())
        .withNewSpec()
        .withServiceName(ensemble.names().membersService())
        .withReplicas(topology.voterReplicas())
        .withPodManagementPolicy("Parallel")
        .withNewUpdateStrategy()
        .withType("OnDelete")
        .endUpdateStrategy()
        .withRevisionHistoryLimit(3)
        .withPersistentVolumeClaimRetentionPolicy(retention(ensemble.storage()))
        .withNewSelector()
        .withMatchLabels(Labels.members(ensemble.names().cluster(), ROLE))
        .endSelector()
        .withTemplate(marked(ensemble, topology, configName))
        .withVolumeClaimTemplates(MemberVolumes.claimTemplates(ensemble, ROLE))
        .endSpec()
        .build();
  }

  /** The mark and the bootstrap flag are no part of the revision: adding them restarts nobody. */
  private static PodTemplateSpec marked(Ensemble ensemble, Topology topology, String configName) {
    return new PodTemplateSpecBuilder(template(ensemble, configName, !topology.formed()))
        .editMetadata()
        .addToAnnotations(Labels.REVISION, revision(ensemble, configName))
        .endMetadata()
        .build();
  }

  private static PodTemplateSpec template(Ensemble ensemble, String configName, boolean bootstrap) {
    return TemplateOverlay.apply(
        MemberTemplate.of(ensemble, ROLE, configName, bootstrap), ensemble.pod().template());
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
