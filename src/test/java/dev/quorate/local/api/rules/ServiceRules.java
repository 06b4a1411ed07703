package dev.quorate.local.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.request.FieldError;
import dev.quorate.local.api.store.Json;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Services: a cluster address unless headless, and ports that are complete. */
final class ServiceRules implements TypeRules {
  private static final int FIRST_NODE_PORT = 30000;
  private static final int NODE_PORTS = 2768;
  private final AtomicInteger addresses = new AtomicInteger(10);
  private final AtomicInteger nodePorts = new AtomicInteger();

  @Override
  public void complete(Write write) {
    ObjectNode spec = write.object().withObject("/spec");
    orElse(spec, "type", "ClusterIP");
    orElse(spec, "sessionAffinity", "None");
    if (!spec.path("type").asText().equals("ExternalName")) {
      orElse(spec, "internalTrafficPolicy", "Cluster");
    }
    for (JsonNode port : spec.path("ports")) {
      orElse((ObjectNode) port, "protocol", "TCP");
      if (!port.has("targetPort")) {
        ((ObjectNode) port).set("targetPort", port.path("port"));
      }
    }
    if (exposesNodes(spec)) {
      orElse(spec, "externalTrafficPolicy", "Cluster");
    }
  }

  @Override
  public void allocate(Write write) {
    ObjectNode spec = write.object().withObject("/spec");
    if (spec.path("type").asText().equals("ExternalName")) {
      return;
    }
    keep(write, spec, "clusterIP");
    keep(write, spec, "clusterIPs");
    keep(write, spec, "ipFamilies");
    keep(write, spec, "ipFamilyPolicy");
    if (spec.path("clusterIP").asText("").isEmpty()) {
      int n = addresses.incrementAndGet();
      spec.put("clusterIP", "10.96.%d.%d".formatted(n / 250, n % 250 + 1));
    }
    if (!spec.has("clusterIPs")) {
      spec.putArray("clusterIPs").add(spec.path("clusterIP").asText());
    }
    if (!spec.has("ipFamilies")) {
      spec.putArray("ipFamilies").add("IPv4");
      spec.put("ipFamilyPolicy", "SingleStack");
    }
    if (exposesNodes(spec)) {
      spec.path("ports").forEach(p -> nodePort(write, (ObjectNode) p));
    } else {
      write.live().ifPresent(live -> dropNodePorts(spec, live.path("spec")));
    }
    write.object().withObject("/status").withObject("/loadBalancer");
  }

  @Override
  public void check(Write write) {
    JsonNode spec = write.object().path("spec");
    boolean headless = spec.path("clusterIP").asText().equals("None");
    boolean named = spec.path("type").asText().equals("ExternalName");
    if (spec.path("ports").isEmpty() && !headless && !named) {
      write.errors().add(FieldError.required("spec.ports", ""));
    }
    checkPortNames(write, spec.path("ports"));
    String before = write.live().map(l -> l.at("/spec/clusterIP").asText("")).orElse("");
    if (!before.isEmpty() && !before.equals(spec.path("clusterIP").asText()) && !named) {
      write
          .errors()
          .add(
              FieldError.invalid(
                  "spec.clusterIPs[0]",
                  Rules.shown(spec.path("clusterIPs")),
                  "may not change once set"));
    }
  }

  private static void checkPortNames(Write write, JsonNode ports) {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < ports.size(); i++) {
      String name = ports.path(i).path("name").asText("");
      String path = "spec.ports[" + i + "].name";
      if (name.isEmpty() && ports.size() > 1) {
        write.errors().add(FieldError.required(path, ""));
      } else if (!names.add(name)) {
        write
            .errors()
            .add(new FieldError("FieldValueDuplicate", path, "Duplicate value: \"" + name + "\""));
      }
    }
  }

  private static boolean exposesNodes(ObjectNode spec) {
    String type = spec.path("type").asText();
    return type.equals("NodePort") || type.equals("LoadBalancer");
  }

  private void nodePort(Write write, ObjectNode port) {
    if (port.path("nodePort").asInt(0) != 0) {
      return;
    }
    for (JsonNode before : write.live().map(l -> l.at("/spec/ports")).orElseGet(Json::object)) {
      if (Json.same(before.path("port"), port.path("port")) && before.has("nodePort")) {
        port.set("nodePort", before.path("nodePort"));
        return;
      }
    }
    port.put("nodePort", FIRST_NODE_PORT + nodePorts.incrementAndGet() % NODE_PORTS);
  }

  /** What was allocated or filled in for another type goes with it, unless it was changed too. */
  private static void dropNodePorts(ObjectNode spec, JsonNode before) {
    dropSame(spec, before, "externalTrafficPolicy");
    for (JsonNode port : spec.path("ports")) {
      for (JsonNode old : before.path("ports")) {
        if (Json.same(old.path("port"), port.path("port"))) {
          dropSame((ObjectNode) port, old, "nodePort");
        }
      }
    }
  }

  private static void dropSame(ObjectNode object, JsonNode before, String field) {
    if (object.has(field) && Json.same(object.path(field), before.path(field))) {
      object.remove(field);
    }
  }

  private static void keep(Write write, ObjectNode spec, String field) {
    Optional<JsonNode> before =
        write.live().map(l -> l.path("spec").path(field)).filter(f -> !f.isMissingNode());
    if (!spec.has(field)) {
      before.ifPresent(b -> spec.set(field, b.deepCopy()));
    }
  }

  private static void orElse(ObjectNode object, String field, String value) {
    if (object.path(field).asText("").isEmpty()) {
      object.put(field, value);
    }
  }
}
