package dev.quorate.local.api.subresource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.request.ApiError;
import dev.quorate.local.api.request.Target;
import dev.quorate.local.api.request.WriteOptions;
import dev.quorate.local.api.store.Json;
import dev.quorate.local.api.store.Meta;
import dev.quorate.local.api.write.Writes;

/** Puts a pod on a node: the one way in which {@code spec.nodeName} of a pod may change. */
public final class Bindings {
  private final Writes writes;

  public Bindings(Writes writes) {
    this.writes = writes;
  }

  /** Returns the Status that reports success. */
  public ObjectNode bind(Target target, JsonNode binding, WriteOptions options) {
    String node = binding.at("/target/name").asText();
    if (node.isEmpty()) {
      throw new ApiError(422, "Invalid", "Binding \"\" is invalid: target.name: Required value");
    }
    String uid = binding.at("/metadata/uid").asText();
    writes.update(target, pod -> bound(target, pod, node, uid), options);
    return success();
  }

  private static ObjectNode bound(Target target, ObjectNode pod, String node, String uid) {
    if (!uid.isEmpty() && !uid.equals(Meta.of(pod).uid())) {
      throw ApiError.conflict(
          target.type(),
          target.name(),
          "Precondition failed: UID in precondition: %s, UID in object meta: %s"
              .formatted(uid, Meta.of(pod).uid()));
    }
    if (Meta.of(pod).terminating()) {
      throw conflict(
          target, "pod " + target.name() + " is being deleted, cannot be assigned to a host");
    }
    String assigned = pod.at("/spec/nodeName").asText();
    if (!assigned.isEmpty()) {
      throw conflict(
          target, "pod %s is already assigned to node \"%s\"".formatted(target.name(), assigned));
    }
    pod.withObject("/spec").put("nodeName", node);
    ArrayNode conditions = pod.withObject("/status").withArray("conditions");
    conditions.removeIf(c -> c.path("type").asText().equals("PodScheduled"));
    conditions
        .addObject()
        .put("type", "PodScheduled")
        .put("status", "True")
        .put("lastTransitionTime", Meta.now());
    return pod;
  }

  private static ApiError conflict(Target target, String why) {
    return ApiError.conflict(target.type(), target.name(), why);
  }

  static ObjectNode success() {
    ObjectNode status = Json.object().put("kind", "Status").put("apiVersion", "v1");
    status.putObject("metadata");
    return status.put("status", "Success").put("code", 201);
  }
}
