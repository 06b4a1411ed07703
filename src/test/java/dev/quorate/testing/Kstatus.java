package dev.quorate.testing;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What kstatus concludes from a custom resource of which it knows nothing else, and with it Flux
 * and Helm: the published rules, in their order (sigs.k8s.io/cli-utils, pkg/kstatus).
 */
public enum Kstatus {
  TERMINATING,
  IN_PROGRESS,
  FAILED,
  CURRENT;

  /**
   * @param resource the whole resource as the API server returns it
   */
  public static Kstatus of(JsonNode resource) {
    if (resource.at("/metadata").hasNonNull("deletionTimestamp")) {
      return TERMINATING;
    }
    if (isOfAnotherGeneration(resource)) {
      return IN_PROGRESS;
    }
    for (JsonNode condition : resource.at("/status/conditions")) {
      if (isTrue(condition, "Reconciling")) {
        return IN_PROGRESS;
      }
      if (isTrue(condition, "Stalled")) {
        return FAILED;
      }
    }
    return byReady(resource);
  }

  /** Not equal, not older; and no test at all when one of them is missing. */
  private static boolean isOfAnotherGeneration(JsonNode resource) {
    var generation = resource.at("/metadata/generation");
    var observed = resource.at("/status/observedGeneration");
    return generation.isNumber()
        && observed.isNumber()
        && generation.longValue() != observed.longValue();
  }

  private static Kstatus byReady(JsonNode resource) {
    for (JsonNode condition : resource.at("/status/conditions")) {
      if (condition.path("type").asText().equals("Ready")) {
        return isTrue(condition, "Ready") ? CURRENT : IN_PROGRESS;
      }
    }
    return CURRENT;
  }

  private static boolean isTrue(JsonNode condition, String type) {
    return condition.path("type").asText().equals(type)
        && condition.path("status").asText().equals("True");
  }
}
