package dev.quorate.facts;

import dev.quorate.model.Labels;
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

  /** The revision that it says; empty when somebody took that away. */
  public Optional<String> revision() {
    return Optional.ofNullable(pod.getMetadata())
        .flatMap(meta -> Optional.ofNullable(meta.getAnnotations()))
        .flatMap(annotations -> Optional.ofNullable(annotations.get(Labels.REVISION)));
  }
}
