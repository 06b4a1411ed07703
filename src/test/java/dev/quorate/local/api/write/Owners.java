package dev.quorate.local.api.write;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.apply.ApplyConflict;
import dev.quorate.local.api.apply.FieldSet;
import dev.quorate.local.api.apply.Ownership;
import dev.quorate.local.api.apply.OwnershipException;
import dev.quorate.local.api.apply.ServerSideApply;
import dev.quorate.local.api.apply.Writer;
import dev.quorate.local.api.request.ApiError;
import dev.quorate.local.api.request.Target;
import dev.quorate.local.api.request.WriteOptions;
import dev.quorate.local.api.rules.Schemas;
import dev.quorate.local.api.rules.Write;
import dev.quorate.local.api.schema.Schema;
import dev.quorate.local.api.store.Json;
import java.util.Map;
import java.util.Optional;

/** Field ownership of a write: by whom, in which part of the object, compared with what. */
final class Owners {
  /** What an object of a kind has before anybody fills it: structs that are never absent. */
  private static final Map<String, String> BLANKS =
      Map.of(
          "Pod", "{'spec':{},'status':{}}",
          "Service", "{'spec':{},'status':{'loadBalancer':{}}}",
          "StatefulSet",
              "{'spec':{'template':{'metadata':{},'spec':{}},'updateStrategy':{}},'status':{}}",
          "Deployment", "{'spec':{'template':{'metadata':{},'spec':{}},'strategy':{}},'status':{}}",
          "PersistentVolumeClaim", "{'spec':{'resources':{}},'status':{}}",
          "PodDisruptionBudget", "{'spec':{},'status':{}}",
          "Namespace", "{'spec':{},'status':{}}",
          "Node", "{'spec':{},'status':{}}",
          "Lease", "{'spec':{}}",
          "Event", "{'involvedObject':{},'source':{}}");

  private Owners() {}

  static void track(Write write) {
    Target target = write.target();
    ObjectNode live = write.live().orElseGet(() -> blank(target));
    Writer writer = writer(target, write.options(), write.object(), live);
    Ownership.track(Schemas.of(target), live, write.object(), writer, write.live().isEmpty());
  }

  /** What the object is after an apply; the live one itself when nothing changes. */
  static ObjectNode apply(
      Target target, Optional<ObjectNode> live, ObjectNode applied, WriteOptions options) {
    ObjectNode before = live.orElseGet(() -> identity(target));
    Writer writer = writer(target, options, applied, before);
    Schema schema = Schemas.of(target);
    try {
      return ServerSideApply.apply(schema, before, applied, writer, options.force());
    } catch (ApplyConflict e) {
      var error = new ApiError(409, "Conflict", e.getMessage());
      e.conflicts()
          .forEach((manager, paths) ->
              paths.forEach(
                  path -> error.cause("FieldManagerConflict", "conflict with " + manager, path)));
      throw error;
    } catch (OwnershipException e) {
      throw untyped(target, e.getMessage());
    }
  }

  /** An applied configuration that does not fit the schema. */
  static ApiError untyped(Target target, String why) {
    return new ApiError(
        500,
        "",
        "failed to create typed patch object (%s%s; %s, Kind=%s): %s"
            .formatted(
                target.namespace().isEmpty() ? "" : target.namespace() + "/",
                target.name(),
                target.apiVersion(),
                target.type().names().kind(),
                why));
  }

  private static Writer writer(
      Target target, WriteOptions options, ObjectNode sent, ObjectNode live) {
    return new Writer(
        options.manager(), target.apiVersion(), target.subresource(), ignored(target, sent, live));
  }

  private static FieldSet ignored(Target target, ObjectNode sent, ObjectNode live) {
    ObjectNode ignored = Json.object();
    if (!target.is("status")) {
      if (target.version().hasStatus() && !target.is("binding")) {
        ignored.putObject("f:status");
      }
    } else if (target.type().custom()) {
      sent.fieldNames().forEachRemaining(f -> ignored.putObject("f:" + f));
      live.fieldNames().forEachRemaining(f -> ignored.putObject("f:" + f));
      ignored.remove("f:status");
    } else {
      ignored.putObject("f:spec");
    }
    return FieldSet.parse(ignored);
  }

  private static ObjectNode blank(Target target) {
    ObjectNode blank = identity(target);
    String rest = BLANKS.getOrDefault(target.type().names().kind(), "{}").replace('\'', '"');
    return blank.setAll((ObjectNode) Json.parse(rest));
  }

  private static ObjectNode identity(Target target) {
    ObjectNode identity =
        Json.object()
            .put("apiVersion", target.apiVersion())
            .put("kind", target.type().names().kind());
    identity.putObject("metadata");
    return identity;
  }
}
