package dev.quorate.local.api.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.request.ApiError;
import dev.quorate.local.api.request.Target;
import dev.quorate.local.api.rules.Schemas;
import dev.quorate.local.api.store.Meta;
import java.util.List;
import java.util.Optional;

/** What has to hold for a configuration before it is applied. */
final class AppliedBody {
  private AppliedBody() {}

  /** The configuration alone, without the lock that it may carry. */
  static ObjectNode checked(Target target, ObjectNode sent, Optional<ObjectNode> live) {
    Meta meta = Meta.of(sent);
    if (!meta.node().path("managedFields").isEmpty()) {
      throw ApiError.badRequest("metadata.managedFields must be nil");
    }
    if (live.isEmpty() && !meta.uid().isEmpty()) {
      throw ApiError.conflict(
          target.type(),
          target.name(),
          "uid mismatch: the provided object specified uid %s, and no existing object was found"
              .formatted(meta.uid()));
    }
    live.ifPresent(l -> Metadata.checkIncarnation(target, l, sent));
    if (live.isPresent() && !meta.text("resourceVersion").isEmpty()) {
      Metadata.checkLock(target, live.get(), sent);
    }
    meta.node().put("name", target.name());
    meta.node().remove(List.of("managedFields", "resourceVersion", "uid", "creationTimestamp"));
    dropNulls(sent);
    List<String> errors = TypeErrors.of(Schemas.of(target), sent);
    if (!errors.isEmpty()) {
      String all = String.join("\n  ", errors);
      throw Owners.untyped(target, errors.size() == 1 ? all : "errors:\n  " + all);
    }
    return sent;
  }

  private static void dropNulls(JsonNode value) {
    if (value instanceof ObjectNode object) {
      object.properties().removeIf(f -> f.getValue().isNull());
    }
    value.forEach(AppliedBody::dropNulls);
  }
}
