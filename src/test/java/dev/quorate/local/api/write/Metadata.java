package dev.quorate.local.api.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.request.ApiError;
import dev.quorate.local.api.request.FieldError;
import dev.quorate.local.api.request.Target;
import dev.quorate.local.api.store.Json;
import dev.quorate.local.api.store.Meta;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The part of the metadata that the server decides, and the optimistic lock. */
final class Metadata {
  /** Kinds that may be replaced without naming the state that is replaced, CRs aside. */
  private static final Set<String> LOCKED =
      Set.of("Lease", "PodDisruptionBudget", "CustomResourceDefinition");

  private Metadata() {}

  static void onCreate(Target target, ObjectNode object) {
    Meta meta = Meta.of(object);
    if (!meta.text("resourceVersion").isEmpty()) {
      throw new ApiError(
          500, "InternalError", "resourceVersion should not be set on objects to be created");
    }
    meta.node()
        .remove(
            List.of(
                "deletionTimestamp", "deletionGracePeriodSeconds", "selfLink", "resourceVersion"));
    meta.node().put("uid", UUID.randomUUID().toString());
    meta.node().put("creationTimestamp", Meta.now());
    meta.node().remove("generation");
    if (target.type().counted()) {
      meta.node().put("generation", 1);
    }
  }

  /** Refuses a change that was made from another state or incarnation than the live one. */
  static void checkLock(Target target, ObjectNode live, ObjectNode sent) {
    checkIncarnation(target, live, sent);
    checkRevision(target, Meta.of(sent).text("resourceVersion"), Meta.of(live));
  }

  /** Refuses a change that was made from another incarnation than the live one. */
  static void checkIncarnation(Target target, ObjectNode live, ObjectNode sent) {
    Meta theirs = Meta.of(sent);
    Meta ours = Meta.of(live);
    String uid = theirs.uid();
    if (!uid.isEmpty() && !uid.equals(ours.uid())) {
      throw ApiError.conflict(
          target.type(),
          target.name(),
          "Precondition failed: UID in precondition: %s, UID in object meta: %s"
              .formatted(uid, ours.uid()));
    }
  }

  private static void checkRevision(Target target, String revision, Meta ours) {
    boolean unlocked = revision.isEmpty() || revision.equals("0");
    if (unlocked && (target.type().custom() || LOCKED.contains(target.type().names().kind()))) {
      throw ApiError.invalid(
          target.type(),
          target.name(),
          List.of(
              FieldError.invalid(
                  "metadata.resourceVersion", "0x0", "must be specified for an update")));
    }
    if (!unlocked && !revision.equals(ours.text("resourceVersion"))) {
      throw ApiError.modified(target.type(), target.name());
    }
  }

  /** Undoes whatever the client did to fields that are not his. */
  static void onUpdate(Target target, ObjectNode live, ObjectNode updated) {
    Meta now = Meta.of(updated);
    Meta before = Meta.of(live);
    now.node().remove("selfLink");
    for (String field :
        List.of(
            "name",
            "namespace",
            "uid",
            "creationTimestamp",
            "generateName",
            "generation",
            "resourceVersion",
            "deletionTimestamp",
            "deletionGracePeriodSeconds")) {
      now.copy(field, before);
    }
    if (before.terminating()) {
      refuseNewFinalizers(target, before, now);
    }
    if (target.type().counted() && !Json.same(counted(live), counted(updated))) {
      now.node().put("generation", before.generation() + 1);
    }
  }

  /** Whether nothing changed but since when somebody owns what he owned before. */
  static boolean onlyTimesDiffer(ObjectNode live, ObjectNode updated) {
    return Json.same(timeless(live), timeless(updated));
  }

  private static ObjectNode timeless(ObjectNode object) {
    ObjectNode timeless = object.deepCopy();
    timeless.at("/metadata/managedFields").forEach(entry -> ((ObjectNode) entry).remove("time"));
    return timeless;
  }

  private static void refuseNewFinalizers(Target target, Meta before, Meta now) {
    List<String> added = new ArrayList<>(now.finalizers());
    added.removeAll(before.finalizers());
    if (!added.isEmpty()) {
      String why =
          "no new finalizers can be added if the object is being deleted, found new finalizers"
              + " []string{\""
              + String.join("\", \"", added)
              + "\"}";
      throw ApiError.invalid(
          target.type(), target.name(), List.of(FieldError.forbidden("metadata.finalizers", why)));
    }
  }

  /** What a new generation is about: everything but metadata and status. */
  private static JsonNode counted(ObjectNode object) {
    ObjectNode counted = object.deepCopy();
    counted.remove(List.of("metadata", "status", "apiVersion"));
    return counted;
  }
}
