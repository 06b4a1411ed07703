package dev.quorate.validation;

import dev.quorate.api.PodSettingsSpec;
import dev.quorate.model.PodSettings;
import java.util.Optional;

/** The pod settings that an accepted specification describes. */
final class PodSettingsOf {
  private PodSettingsOf() {}

  static PodSettings spec(PodSettingsSpec spec, MemoryShare memory) {
    return new PodSettings(
        memory.resources(spec),
        Absent.map(spec.nodeSelector()),
        Optional.ofNullable(spec.affinity()),
        spec.tolerations(),
        spec.topologySpreadConstraints(),
        Optional.ofNullable(spec.priorityClassName()),
        Optional.ofNullable(spec.serviceAccountName()),
        spec.imagePullSecrets(),
        Optional.ofNullable(spec.securityContext()),
        spec.terminationGracePeriodSeconds(),
        Absent.map(spec.labels()),
        Absent.map(spec.annotations()),
        Optional.ofNullable(spec.template()).filter(t -> !t.isNull() && !t.isEmpty()));
  }
}
