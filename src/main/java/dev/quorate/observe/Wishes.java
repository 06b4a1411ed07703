package dev.quorate.observe;

import dev.quorate.facts.PodFacts;
import dev.quorate.model.Labels;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.Map;
import java.util.Optional;

/**
 * What does a person want to be done with a pod? A wish that the StatefulSet's template carries is
 * none: every pod that is made would carry it again, and members would be replaced for ever.
 */
final class Wishes {
  private static final String YES = "true";

  private Wishes() {}

  static PodFacts.Asked of(Pod pod, Optional<StatefulSet> set) {
    var ofPod = Omitted.annotations(pod.getMetadata());
    var ofTemplate =
        set.map(s -> s.getSpec().getTemplate())
            .map(PodTemplateSpec::getMetadata)
            .map(Omitted::annotations)
            .orElse(Map.of());
    return new PodFacts.Asked(
        isWished(Labels.REPLACE, ofPod, ofTemplate),
        isWished(Labels.RESTART, ofPod, ofTemplate) || isOlder(ofPod, ofTemplate));
  }

  private static boolean isWished(
      String key, Map<String, String> ofPod, Map<String, String> ofTemplate) {
    return YES.equals(ofPod.get(key)) && !YES.equals(ofTemplate.get(key));
  }

  /** The StatefulSet was restarted after the pod was made. */
  private static boolean isOlder(Map<String, String> ofPod, Map<String, String> ofTemplate) {
    String restarted = ofTemplate.get(Labels.RESTARTED_AT);
    return restarted != null && !restarted.equals(ofPod.get(Labels.RESTARTED_AT));
  }
}
