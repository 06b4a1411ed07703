package dev.quorate.local.api.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.http.HttpRequest;
import dev.quorate.local.api.store.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Reads what a client sent and checks that it is about what the path says. */
public final class Bodies {
  private Bodies() {}

  /** A whole object for a create or an update. */
  public static ObjectNode object(HttpRequest request, Target target) {
    return checked(tree(request), target);
  }

  /** Any tree: JSON, or YAML or Protobuf when the content type says so. */
  public static JsonNode tree(HttpRequest request) {
    String type = request.header("content-type").orElse("application/json");
    try {
      if (type.contains("protobuf") || type.contains("cbor")) {
        return ProtobufBody.parse(request.body().getBytes(StandardCharsets.ISO_8859_1))
            .orElseThrow(Bodies::unreadable);
      }
      return type.contains("yaml")
          ? Json.parseYaml(request.body())
          : Json.parseJson(request.body());
    } catch (IOException e) {
      String why = e.getMessage().lines().findFirst().orElse("");
      throw ApiError.badRequest("the body could not be read: " + why);
    }
  }

  private static ApiError unreadable() {
    return new ApiError(
        415,
        "UnsupportedMediaType",
        "the body of the request was in an unknown format - accepted media types include:"
            + " application/json, application/yaml");
  }

  /** Refuses an object of another kind, version, namespace or name than the path's. */
  public static ObjectNode checked(JsonNode tree, Target target) {
    if (!(tree instanceof ObjectNode object)) {
      throw ApiError.badRequest("the body is not an object");
    }
    String kind = target.type().names().kind();
    if (!object.path("kind").asText(kind).equals(kind)) {
      throw ApiError.badRequest(
          "%s in version \"%s\" cannot be handled as a %s: no kind \"%s\" is registered here"
              .formatted(
                  object.path("kind").asText(),
                  target.version().name(),
                  kind,
                  object.path("kind").asText()));
    }
    String apiVersion = object.path("apiVersion").asText(target.apiVersion());
    if (!apiVersion.equals(target.apiVersion())) {
      throw ApiError.badRequest(
          "the API version in the data (%s) does not match the expected API version (%s)"
              .formatted(apiVersion, target.apiVersion()));
    }
    object.put("kind", kind).put("apiVersion", target.apiVersion());
    checkPlace(object, target);
    return object;
  }

  private static void checkPlace(ObjectNode object, Target target) {
    ObjectNode metadata = object.withObject("/metadata");
    String namespace = metadata.path("namespace").asText("");
    if (target.type().namespaced()) {
      if (!namespace.isEmpty() && !namespace.equals(target.namespace())) {
        throw ApiError.badRequest(
            "the namespace of the provided object does not match the namespace sent on the request");
      }
      metadata.put("namespace", target.namespace());
    } else {
      metadata.remove("namespace");
    }
    String name = metadata.path("name").asText("");
    if (!target.name().isEmpty() && !name.isEmpty() && !name.equals(target.name())) {
      throw ApiError.badRequest(
          "the name of the object (%s) does not match the name on the URL (%s)"
              .formatted(name, target.name()));
    }
  }
}
