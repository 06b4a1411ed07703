package dev.quorate.local.api.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.request.ApiError;
import dev.quorate.local.api.request.FieldError;
import dev.quorate.local.api.request.Target;
import dev.quorate.local.api.request.Views;
import dev.quorate.local.api.request.WriteOptions;
import dev.quorate.local.api.store.Json;
import dev.quorate.local.api.store.Meta;
import dev.quorate.local.api.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Create and update: the steps that every written object goes through, as one atomic step each. */
public final class Writes {
  private final Store store;

  public Writes(Store store) {
    this.store = store;
  }

  /** Stores a new object. */
  public ObjectNode create(Target target, ObjectNode sent, WriteOptions options) {
    return store.atomically(() -> {
      ObjectNode object = Views.toStore(target, sent);
      Target named = target.named(Naming.name(target.type(), object));
      Namespaces.requireActive(store, named);
      if (store.find(named.id()).isPresent()) {
        throw ApiError.alreadyExists(target.type(), named.name());
      }
      prepareMetadata(named, object);
      Status.onCreate(named, object);
      return options.dryRun() ? object : store.save(named.id(), object);
    });
  }

  /**
   * Replaces what the target's subresource covers by what {@code change} makes of the live object.
   *
   * @param change gets a copy, in the client's version, and may return it
   */
  public ObjectNode update(Target target, UnaryOperator<ObjectNode> change, WriteOptions options) {
    return store.atomically(() -> {
      ObjectNode live =
          store
              .find(target.id())
              .orElseThrow(() -> ApiError.notFound(target.type(), target.name()));
      ObjectNode sent = Views.toStore(target, change.apply(Views.toClient(target, live)));
      checkLock(target, live, sent);
      ObjectNode updated = Status.onUpdate(target, live, sent);
      keepServerMetadata(target, live, updated);
      if (Json.same(live, updated)) {
        return live;
      }
      countGeneration(target, live, updated);
      return options.dryRun() ? updated : saveOrRemove(target, updated);
    });
  }

  private static void prepareMetadata(Target target, ObjectNode object) {
    Meta meta = Meta.of(object);
    if (!meta.text("resourceVersion").isEmpty()) {
      throw new ApiError(
          500, "InternalError", "resourceVersion should not be set on objects to be created");
    }
    meta.node().remove(List.of("deletionTimestamp", "deletionGracePeriodSeconds", "selfLink"));
    meta.node().put("uid", UUID.randomUUID().toString());
    meta.node().put("creationTimestamp", Meta.now());
    meta.node().remove("generation");
    if (target.type().counted()) {
      meta.node().put("generation", 1);
    }
  }

  private static void checkLock(Target target, ObjectNode live, ObjectNode sent) {
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
    String revision = theirs.text("resourceVersion");
    if (!revision.isEmpty()
        && !revision.equals("0")
        && !revision.equals(ours.text("resourceVersion"))) {
      throw ApiError.modified(target.type(), target.name());
    }
  }

  private static void keepServerMetadata(Target target, ObjectNode live, ObjectNode updated) {
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
      List<String> added = new ArrayList<>(now.finalizers());
      added.removeAll(before.finalizers());
      if (!added.isEmpty()) {
        throw ApiError.invalid(
            target.type(),
            target.name(),
            List.of(
                FieldError.forbidden(
                    "metadata.finalizers",
                    "no new finalizers can be added if the object is being deleted, found new"
                        + " finalizers []string{\""
                        + String.join("\", \"", added)
                        + "\"}")));
      }
    }
  }

  private static void countGeneration(Target target, ObjectNode live, ObjectNode updated) {
    if (target.type().counted() && !Json.same(counted(live), counted(updated))) {
      Meta.of(updated).node().put("generation", Meta.of(live).generation() + 1);
    }
  }

  /** What a new generation is about: everything but metadata and status. */
  private static JsonNode counted(ObjectNode object) {
    ObjectNode counted = object.deepCopy();
    counted.remove(List.of("metadata", "status"));
    return counted;
  }

  private ObjectNode saveOrRemove(Target target, ObjectNode updated) {
    Meta meta = Meta.of(updated);
    boolean over =
        meta.terminating()
            && meta.finalizers().isEmpty()
            && meta.node().path("deletionGracePeriodSeconds").asLong(0) == 0;
    return over ? store.remove(target.id(), updated) : store.save(target.id(), updated);
  }
}
