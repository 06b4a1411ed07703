package dev.quorate.local.api.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.http.HttpRequest;
import dev.quorate.local.api.request.ApiError;
import dev.quorate.local.api.request.Bodies;
import dev.quorate.local.api.request.Target;
import dev.quorate.local.api.schema.TypeSchemas;
import io.fabric8.zjsonpatch.JsonPatch;
import io.fabric8.zjsonpatch.JsonPatchException;
import java.util.function.UnaryOperator;

/** Reads a patch of any dialect as a function on the live object. */
public final class Patches {
  private Patches() {}

  /** A patch of the target's object; the result is checked to be one. */
  public static UnaryOperator<ObjectNode> of(Target target, HttpRequest request) {
    var change = dialect(target, request);
    return live -> Bodies.checked(change.apply(live), target);
  }

  /** A patch of any tree. */
  public static UnaryOperator<JsonNode> dialect(Target target, HttpRequest request) {
    JsonNode patch = Bodies.tree(request);
    String type = request.header("content-type").orElse("");
    return switch (type.split(";", 2)[0]) {
      case "application/json-patch+json" -> live -> jsonPatch(patch, live);
      case "application/merge-patch+json" -> live -> MergePatch.apply(live, patch);
      case "application/strategic-merge-patch+json" -> live -> strategic(target, patch, live);
      default ->
          throw new ApiError(
              415,
              "UnsupportedMediaType",
              "the body of the request was in an unknown format - accepted media types include:"
                  + " application/json-patch+json, application/merge-patch+json,"
                  + " application/apply-patch+yaml");
    };
  }

  private static JsonNode jsonPatch(JsonNode patch, JsonNode live) {
    try {
      return JsonPatch.apply(patch, live);
    } catch (JsonPatchException e) {
      throw new ApiError(
          422,
          "Invalid",
          "the server rejected our request due to an error in our request: " + e.getMessage());
    }
  }

  private static JsonNode strategic(Target target, JsonNode patch, JsonNode live) {
    if (target.type().custom()) {
      throw new ApiError(
          415,
          "UnsupportedMediaType",
          "the body of the request was in an unknown format - accepted media types include:"
              + " application/json-patch+json, application/merge-patch+json,"
              + " application/apply-patch+yaml");
    }
    return StrategicMergePatch.apply(TypeSchemas.of(target.type(), target.version()), live, patch);
  }
}
