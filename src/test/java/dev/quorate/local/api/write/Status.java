package dev.quorate.local.api.write;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.request.Target;
import dev.quorate.local.api.store.Meta;
import java.util.Optional;
import java.util.Set;

/** Keeps spec and status apart: a write to one leaves the other as it is. */
public final class Status {
  /** Kinds whose creator may bring the status along. */
  private static final Set<String> BROUGHT_ALONG = Set.of("Node", "CustomResourceDefinition");

  private Status() {}

  /** A new object starts without the status that its creator sent. */
  public static void onCreate(Target target, ObjectNode object) {
    String kind = target.type().names().kind();
    if (target.version().hasStatus() && !BROUGHT_ALONG.contains(kind)) {
      object.remove("status");
    }
    switch (kind) {
      case "Pod", "PersistentVolumeClaim", "PersistentVolume" ->
          object.withObject("/status").put("phase", "Pending");
      case "Namespace" -> object.withObject("/status").put("phase", "Active");
      default -> {}
    }
  }

  /** What is stored when {@code sent} is written through the target's subresource. */
  public static ObjectNode onUpdate(Target target, ObjectNode live, ObjectNode sent) {
    if (!target.version().hasStatus() || target.is("binding")) {
      return sent;
    }
    if (!target.is("status")) {
      set(sent, "status", live);
      return sent;
    }
    ObjectNode updated = live.deepCopy();
    set(updated, "status", sent);
    if (!target.type().custom()) {
      ObjectNode metadata = Meta.of(sent).node().deepCopy();
      new Meta(metadata).copy("ownerReferences", Meta.of(live));
      updated.set("metadata", metadata);
    }
    return updated;
  }

  private static void set(ObjectNode object, String field, ObjectNode from) {
    Optional.ofNullable(from.get(field))
        .ifPresentOrElse(v -> object.set(field, v.deepCopy()), () -> object.remove(field));
  }
}
