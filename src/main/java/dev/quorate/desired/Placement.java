package dev.quorate.desired;

import dev.quorate.model.Ensemble;
import dev.quorate.model.Labels;
import dev.quorate.model.Role;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraintBuilder;
import java.util.List;

/**
 * On which nodes, and how far apart: two voters on one node or in one zone are two votes lost at
 * once (hazard Z56). Preferences only, so that a small cluster runs the ensemble too; what the user
 * says replaces the default of that field.
 */
final class Placement {
  private Placement() {}

  static Affinity affinity(Ensemble ensemble, Role role) {
    return ensemble.pod().affinity().orElseGet(() -> otherNodes(ensemble, role));
  }

  static List<TopologySpreadConstraint> spread(Ensemble ensemble, Role role) {
    var wanted = ensemble.pod().topologySpreadConstraints();
    return wanted.isEmpty() ? List.of(otherZones(ensemble, role)) : wanted;
  }

  private static Affinity otherNodes(Ensemble ensemble, Role role) {
    return new AffinityBuilder()
        .withNewPodAntiAffinity()
        .addNewPreferredDuringSchedulingIgnoredDuringExecution()
        .withWeight(100)
        .withNewPodAffinityTerm()
        .withTopologyKey("kubernetes.io/hostname")
        .withNewLabelSelector()
        .withMatchLabels(Labels.members(ensemble.names().cluster(), role))
        .endLabelSelector()
        .endPodAffinityTerm()
        .endPreferredDuringSchedulingIgnoredDuringExecution()
        .endPodAntiAffinity()
        .build();
  }

  private static TopologySpreadConstraint otherZones(Ensemble ensemble, Role role) {
    return new TopologySpreadConstraintBuilder()
        .withMaxSkew(1)
        .withTopologyKey("topology.kubernetes.io/zone")
        .withWhenUnsatisfiable("ScheduleAnyway")
        .withNewLabelSelector()
        .withMatchLabels(Labels.members(ensemble.names().cluster(), role))
        .endLabelSelector()
        .build();
  }
}
