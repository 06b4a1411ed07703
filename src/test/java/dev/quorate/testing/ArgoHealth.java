package dev.quorate.testing;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What an Argo CD health check for this kind concludes: generation, then Paused, Stalled, an outage
 * after the bootstrap, then Ready. In words of Argo CD.
 */
public enum ArgoHealth {
  PROGRESSING,
  SUSPENDED,
  DEGRADED,
  HEALTHY;

  public static ArgoHealth of(JsonNode resource) {
    long generation = resource.at("/metadata/generation").longValue();
    if (generation > resource.at("/status/observedGeneration").asLong(0)) {
      return PROGRESSING;
    }
    if (is(resource, "Paused", "True")) {
      return SUSPENDED;
    }
    boolean formed = resource.at("/status").hasNonNull("formed");
    if (is(resource, "Stalled", "True") || (formed && is(resource, "QuorumAvailable", "False"))) {
      return DEGRADED;
    }
    return is(resource, "Ready", "True") ? HEALTHY : PROGRESSING;
  }

  private static boolean is(JsonNode resource, String type, String status) {
    for (JsonNode condition : resource.at("/status/conditions")) {
      if (condition.path("type").asText().equals(type)) {
        return condition.path("status").asText().equals(status);
      }
    }
    return false;
  }
}
