package dev.quorate.local.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.quorate.local.api.request.ApiError;
import dev.quorate.local.api.schema.Pruning;
import dev.quorate.local.api.schema.Schema;
import dev.quorate.local.api.store.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The steps that every write takes through the rules of its kind. */
public final class Rules {
  private static final TypeRules NONE = new TypeRules() {};
  private static final TypeRules CUSTOM = new CustomRules();
  private static final Map<String, TypeRules> BUILT_IN =
      Map.of(
          "ConfigMap", new DataRules(),
          "Secret", new DataRules(),
          "Service", new ServiceRules(),
          "StatefulSet", new StatefulSetRules(),
          "PersistentVolumeClaim", new ClaimRules(),
          "Pod", new PodRules(),
          "CustomResourceDefinition", new DefinitionRules());

  private Rules() {}

  /** Drops what the schema does not know, and fills in defaults. */
  public static void complete(Write write) {
    Schema schema = Schemas.of(write.target());
    if (!write.target().type().custom()) {
      dropNulls(write.object());
    }
    List<String> unknown = new ArrayList<>(Pruning.prune(schema, write.object()));
    if (!unknown.isEmpty()) {
      report(write, unknown);
    }
    of(write).complete(write);
  }

  /** Fills in what the server picks. */
  public static void allocate(Write write) {
    of(write).allocate(write);
  }

  /**
   * Refuses what is wrong.
   *
   * @throws ApiError naming every error
   */
  public static void check(Write write) {
    MetadataRules.check(write);
    of(write).check(write);
    if (!write.errors().isEmpty()) {
      throw ApiError.invalid(write.target().type(), write.target().name(), write.errors());
    }
  }

  private static TypeRules of(Write write) {
    if (write.target().type().custom()) {
      return CUSTOM;
    }
    return BUILT_IN.getOrDefault(write.target().type().names().kind(), NONE);
  }

  private static void report(Write write, List<String> unknown) {
    List<String> messages = unknown.stream().map(p -> "unknown field \"" + p + "\"").toList();
    switch (write.options().validation()) {
      case "Ignore" -> {}
      case "Strict" -> throw strict(write, "strict decoding error: " + String.join(", ", messages));
      default -> write.warnings().addAll(messages);
    }
  }

  private static ApiError strict(Write write, String message) {
    if (write.patch()) {
      return new ApiError(
          422,
          "Invalid",
          " \"\" is invalid: patch: Invalid value: "
              + Json.text(TextNode.valueOf(Json.text(write.object())))
              + ": "
              + message);
    }
    String kind = write.target().type().names().kind();
    return ApiError.badRequest(
        "%s in version \"%s\" cannot be handled as a %s: %s"
            .formatted(kind, write.target().version().name(), kind, message));
  }

  private static void dropNulls(JsonNode value) {
    if (value instanceof ObjectNode object) {
      object.properties().removeIf(f -> f.getValue().isNull());
    }
    value.forEach(Rules::dropNulls);
  }

  /** A value as error messages show it. */
  static String shown(JsonNode value) {
    return value.isMissingNode() ? "null" : Json.text(value);
  }

  /** Values as error messages list them. */
  static String quoted(List<String> values) {
    return values.stream().map(v -> '"' + v + '"').collect(Collectors.joining(", "));
  }
}
