package dev.quorate.local.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quorate.local.api.cel.CelRules;
import dev.quorate.local.api.request.FieldError;
import java.util.ArrayList;
import java.util.List;

/** Whether a definition's schema is structural enough to be used, and its rules compile. */
final class DefinitionChecks {
  private DefinitionChecks() {}

  static List<FieldError> of(String path, JsonNode schema) {
    List<FieldError> errors = new ArrayList<>();
    types(path, schema, errors);
    errors.addAll(CelRules.compile(path, schema));
    return errors;
  }

  /** Every node of a structural schema has a type, unless it takes anything. */
  private static void types(String path, JsonNode schema, List<FieldError> errors) {
    boolean open =
        schema.path("x-kubernetes-preserve-unknown-fields").asBoolean()
            || schema.path("x-kubernetes-int-or-string").asBoolean();
    if (!schema.has("type") && !open) {
      errors.add(
          FieldError.required(path + ".type", "must not be empty for specified object fields"));
    }
    if (schema.path("x-kubernetes-list-type").asText("").equals("map")
        && schema.path("x-kubernetes-list-map-keys").isEmpty()) {
      errors.add(
          FieldError.required(
              path + ".x-kubernetes-list-map-keys",
              "must not be empty if x-kubernetes-list-type is map"));
    }
    for (var field : schema.path("properties").properties()) {
      types(path + ".properties[" + field.getKey() + "]", field.getValue(), errors);
    }
    for (String below : List.of("items", "additionalProperties")) {
      if (schema.path(below).isObject()) {
        types(path + "." + below, schema.path(below), errors);
      }
    }
  }
}
