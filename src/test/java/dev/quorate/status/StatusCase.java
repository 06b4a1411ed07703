package dev.quorate.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.api.ZookeeperClusterStatus;
import dev.quorate.testing.ArgoHealth;
import dev.quorate.testing.Kstatus;
import dev.quorate.testing.KubectlWait;
import dev.quorate.testing.ObservedStates;
import java.time.Duration;
import java.time.Instant;

/**
 * One situation, and what the world has to make of it.
 *
 * @param before the pass a minute earlier; null for a resource without a status
 */
record StatusCase(
    String name, Pass before, Pass pass, Kstatus kstatus, KubectlWait kubectl, ArgoHealth argo) {
  static final long GENERATION = 4;
  static final Instant NOW = ObservedStates.NOW;
  private static final Instant EARLIER = NOW.minus(Duration.ofMinutes(1));
  private static final ObjectMapper MAPPER = new ObjectMapper();

  ZookeeperClusterStatus previous() {
    return before == null ? null : new StatusComputer().compute(null, GENERATION, before, EARLIER);
  }

  ZookeeperClusterStatus status() {
    return new StatusComputer().compute(previous(), GENERATION, pass, NOW);
  }

  /** The resource as tools get it. */
  static JsonNode resource(ZookeeperClusterStatus status) {
    return resource(status, GENERATION);
  }

  static JsonNode resource(ZookeeperClusterStatus status, long generation) {
    ObjectNode resource = MAPPER.createObjectNode();
    resource.putObject("metadata").put("name", "zk").put("generation", generation);
    resource.set("status", MAPPER.valueToTree(status));
    return resource;
  }

  @Override
  public String toString() {
    return name;
  }
}
