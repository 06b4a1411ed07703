package dev.quorate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.api.ZookeeperCluster;
import dev.quorate.facts.Probed;
import dev.quorate.local.api.store.Json;
import dev.quorate.zookeeper.SrvrReport.Latency;
import dev.quorate.zookeeper.SrvrReport.Mode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** A cluster as the command line sees it, beginning with a status that the operator computes. */
final class Sketch {
  static final Instant NOW = Instant.parse("2026-07-01T12:07:30Z");

  private static final Path STATUS = Path.of("src/test/resources/status");
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final double MIB = 1 << 20;
  private static final int GENERATION = 4;

  private final ObjectNode resource = MAPPER.createObjectNode();
  private final Map<String, SeenPod> pods = new TreeMap<>();
  private final Map<String, Probed<LiveMember>> live = new LinkedHashMap<>();
  private final Map<String, VolumeSizes> volumes = new TreeMap<>();
  private Optional<String> podsUnknown = Optional.empty();

  private Sketch() {
    resource.put("apiVersion", "zookeeper.quorate.dev/v1alpha1").put("kind", "ZookeeperCluster");
    resource
        .putObject("metadata")
        .put("name", "zk")
        .put("namespace", "ns")
        .put("generation", GENERATION)
        .put("creationTimestamp", "2026-07-01T11:58:00Z");
    var spec = resource.putObject("spec").put("version", "3.9.5").put("replicas", 3);
    spec.putObject("storage").putObject("data").put("size", "10Gi");
  }

  /** A cluster that no operator has looked at. */
  static Sketch withoutStatus() {
    return new Sketch();
  }

  /** A cluster with the status of a situation of StatusGoldenTest, in which nothing is wrong. */
  static Sketch of(String situation) {
    return notExamined(situation).condition("DiagnosisClear", "True", "NoProblemFound");
  }

  /** The same as an operator tells it that has just begun. */
  static Sketch notExamined(String situation) {
    try {
      var sketch = new Sketch();
      var status = Json.parseYaml(Files.readString(STATUS.resolve(situation + ".yaml")));
      sketch.resource.set("status", status);
      return sketch;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Three members that are well: zk-1 leads, zk-2 is two transactions behind. */
  Sketch healthy() {
    return pod("zk-0", 0)
        .pod("zk-1", 0)
        .pod("zk-2", 1)
        .says("zk-0", Mode.FOLLOWER, 0x300000a17L, 41)
        .says("zk-1", Mode.LEADER, 0x300000a17L, 52)
        .says("zk-2", Mode.FOLLOWER, 0x300000a15L, 39);
  }

  Sketch condition(String type, String status, String reason) {
    for (JsonNode condition : resource.at("/status/conditions")) {
      if (condition.path("type").asText().equals(type)) {
        ((ObjectNode) condition).put("status", status).put("reason", reason).put("message", "");
      }
    }
    return this;
  }

  Sketch withoutCondition(String type) {
    var conditions = resource.at("/status/conditions").elements();
    while (conditions.hasNext()) {
      if (conditions.next().path("type").asText().equals(type)) {
        conditions.remove();
      }
    }
    return this;
  }

  /** A field of status, or of a part of it. */
  Sketch told(String part, String field, JsonNode value) {
    ((ObjectNode) resource.at("/status" + part)).set(field, value);
    return this;
  }

  /** A list of status. */
  Sketch told(String field, String yaml) {
    try {
      return told("", field, Json.parseYaml(yaml));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Sketch deleted() {
    resource.withObject("/metadata").put("deletionTimestamp", "2026-07-01T12:07:00Z");
    return this;
  }

  Sketch problem(String yaml) {
    try {
      resource.withObject("/status").withArray("problems").add(Json.parseYaml(yaml));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** zk-2 has no pod, and that is all that is wrong. */
  Sketch withZk2Away() {
    pods.remove("zk-2");
    live.remove("zk-2");
    return condition("DiagnosisClear", "False", "MemberMissing")
        .problem(
            """
            rule: MemberMissing
            level: Warning
            member: zk-2
            since: "2026-07-01T12:04:00Z"
            message: "zk-2 takes no part in the ensemble: it has no pod. Put right what its state names; the operator heals what it safely can."
            command: kubectl describe pod zk-2 -n ns
            """)
        .problem(
            """
            rule: OneFailureFromOutage
            level: Warning
            since: "2026-07-01T12:05:00Z"
            message: "The ensemble cannot lose another voter without an outage: 2 of 3 voters are synced. Bring back the voters that are away."
            command: kubectl get zk zk -n ns -o wide
            causedBy: MemberMissing
            """);
  }

  Sketch pod(String name, int restarts) {
    pods.put(name, new SeenPod(name, Optional.empty(), SeenPod.RUNNING, true, restarts, "node-a"));
    volumes.put(name, new VolumeSizes(OptionalDouble.of(10 * 1024 * MIB), OptionalDouble.empty()));
    return this;
  }

  Sketch pod(SeenPod pod) {
    pods.put(pod.name(), pod);
    return this;
  }

  Sketch withoutPod(String name) {
    pods.remove(name);
    live.remove(name);
    return this;
  }

  Sketch says(String pod, Mode mode, long zxid, long connections) {
    live.put(
        pod,
        Probed.known(
            new LiveMember(
                mode,
                zxid,
                new Latency(0, 0.42, 12),
                connections,
                0,
                OptionalDouble.of(180 * MIB),
                OptionalDouble.of(640 * MIB))));
    return this;
  }

  Sketch silent(String pod, String why) {
    live.put(pod, Probed.unknown(why));
    return this;
  }

  Sketch podsUnknown(String why) {
    podsUnknown = Optional.of(why);
    live.clear();
    return this;
  }

  Sketch volumes(String pod, OptionalDouble data, OptionalDouble log) {
    volumes.put(pod, new VolumeSizes(data, log));
    return this;
  }

  Sketch annotated(String key, String value) {
    resource.withObject("/metadata").withObject("/annotations").put(key, value);
    return this;
  }

  Sketch generation(int generation) {
    resource.withObject("/metadata").put("generation", generation);
    return this;
  }

  /** Somebody wrote the specification at that time. */
  Sketch written(String time) {
    resource
        .withObject("/metadata")
        .withArray("managedFields")
        .addObject()
        .put("manager", "kubectl")
        .put("time", time);
    return this;
  }

  Sketch specified(String pointer, JsonNode value) {
    resource.withObject("/spec").set(pointer, value);
    return this;
  }

  ClusterFacts facts() {
    try {
      return new ClusterFacts(
          MAPPER.treeToValue(resource, ZookeeperCluster.class),
          podsUnknown
              .<Probed<Map<String, SeenPod>>>map(Probed::unknown)
              .orElseGet(() -> Probed.known(pods)),
          live,
          volumes,
          NOW);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
