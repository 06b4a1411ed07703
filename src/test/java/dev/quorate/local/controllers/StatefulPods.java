package dev.quorate.local.controllers;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The pod and the claims of one ordinal, as the StatefulSet wants them. */
final class StatefulPods {
  static final String REVISION_LABEL = "controller-revision-hash";
  static final String NAME_LABEL = "statefulset.kubernetes.io/pod-name";
  static final String INDEX_LABEL = "apps.kubernetes.io/pod-index";

  private StatefulPods() {}

  static Pod pod(StatefulSet set, PodTemplateSpec template, int ordinal, String revision) {
    var name = StatefulNames.pod(set, ordinal);
    var meta = template.getMetadata();
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .withGenerateName(set.getMetadata().getName() + "-")
        .withNamespace(set.getMetadata().getNamespace())
        .withLabels(meta == null ? Map.of() : meta.getLabels())
        .addToLabels(identity(set, ordinal))
        .addToLabels(REVISION_LABEL, revision)
        .withAnnotations(meta == null ? Map.of() : meta.getAnnotations())
        .withFinalizers(meta == null ? List.of() : meta.getFinalizers())
        .withOwnerReferences(Revisions.owner(set))
        .endMetadata()
        .withNewSpecLike(template.getSpec())
        .withHostname(name)
        .withSubdomain(set.getSpec().getServiceName())
        .withVolumes(volumes(set, template, name))
        .endSpec()
        .build();
  }

  /** The labels that every pod of the set carries, whatever its template says. */
  static Map<String, String> identity(StatefulSet set, int ordinal) {
    return Map.of(
        NAME_LABEL, StatefulNames.pod(set, ordinal), INDEX_LABEL, Integer.toString(ordinal));
  }

  /** The claims that the pod of an ordinal mounts, without owner references. */
  static List<PersistentVolumeClaim> claims(StatefulSet set, int ordinal) {
    var pod = StatefulNames.pod(set, ordinal);
    return set.getSpec().getVolumeClaimTemplates().stream()
        .map(template -> claim(set, template, pod))
        .toList();
  }

  private static PersistentVolumeClaim claim(
      StatefulSet set, PersistentVolumeClaim template, String pod) {
    var meta = template.getMetadata();
    return new PersistentVolumeClaimBuilder()
        .withNewMetadata()
        .withName(StatefulNames.claim(meta.getName(), pod))
        .withNamespace(set.getMetadata().getNamespace())
        .withLabels(meta.getLabels())
        .addToLabels(set.getSpec().getSelector().getMatchLabels())
        .withAnnotations(meta.getAnnotations())
        .endMetadata()
        .withSpec(template.getSpec())
        .build();
  }

  /** A claim template takes the place of a template volume with the same name. */
  private static List<Volume> volumes(StatefulSet set, PodTemplateSpec template, String pod) {
    var claims =
        set.getSpec().getVolumeClaimTemplates().stream()
            .map(t -> t.getMetadata().getName())
            .collect(Collectors.toSet());
    return Stream.concat(
            claims.stream().sorted().map(name -> claimVolume(name, pod)),
            template.getSpec().getVolumes().stream().filter(v -> !claims.contains(v.getName())))
        .toList();
  }

  private static Volume claimVolume(String name, String pod) {
    return new VolumeBuilder()
        .withName(name)
        .withNewPersistentVolumeClaim()
        .withClaimName(StatefulNames.claim(name, pod))
        .endPersistentVolumeClaim()
        .build();
  }
}
