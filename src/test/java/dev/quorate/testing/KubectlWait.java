package dev.quorate.testing;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What {@code kubectl wait --for=condition=…} does with a resource: it returns when the condition
 * is True for this generation, and goes on waiting in every other case (kubectl, pkg/cmd/wait).
 */
public enum KubectlWait {
  RETURNS,
  WAITS;

  public static KubectlWait forCondition(String type, JsonNode resource) {
    for (JsonNode condition : resource.at("/status/conditions")) {
      if (condition.path("type").asText().equalsIgnoreCase(type)) {
        boolean current = observed(condition, resource) >= generation(resource);
        boolean holds = condition.path("status").asText().equalsIgnoreCase("True");
        return current && holds ? RETURNS : WAITS;
      }
    }
    return WAITS;
  }

  private static long observed(JsonNode condition, JsonNode resource) {
    return condition.hasNonNull("observedGeneration")
        ? condition.get("observedGeneration").longValue()
        : resource.at("/status/observedGeneration").asLong(Long.MAX_VALUE);
  }

  private static long generation(JsonNode resource) {
    return resource.at("/metadata/generation").longValue();
  }
}
