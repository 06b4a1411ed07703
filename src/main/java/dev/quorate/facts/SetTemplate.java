package dev.quorate.facts;

import dev.quorate.model.Labels;
import dev.quorate.model.Mount;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.util.Map;
import java.util.Optional;

/**
 * What a StatefulSet makes pods from.
 *
 * @param pod with everything that the API server has filled in
 * @param files of the configuration that the pods mount, by name; empty when it is not there
 */
public record SetTemplate(PodTemplateSpec pod, Map<String, String> files) {

  /** The name of the configuration that pods of a template mount. */
  public static Optional<String> configuration(PodTemplateSpec pod) {
    return Optional.ofNullable(pod.getSpec()).stream()
        .flatMap(spec -> spec.getVolumes().stream())
        .filter(v -> Mount.CONFIG.volume().equals(v.getName()) && v.getConfigMap() != null)
        .map(v -> v.getConfigMap().getName())
        .findFirst();
  }

  /** The revision that it says; empty when somebody took that away. */
  public Optional<String> revision() {
    return Optional.ofNullable(pod.getMetadata())
        .flatMap(meta -> Optional.ofNullable(meta.getAnnotations()))
        .flatMap(annotations -> Optional.ofNullable(annotations.get(Labels.REVISION)));
  }
}
