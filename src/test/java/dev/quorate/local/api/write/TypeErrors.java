package dev.quorate.local.api.write;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quorate.local.api.schema.Schema;
import java.util.ArrayList;
import java.util.List;

/** Where an applied configuration is not of the type that the schema has at that place. */
final class TypeErrors {
  private final List<String> found = new ArrayList<>();

  private TypeErrors() {}

  static List<String> of(Schema schema, JsonNode applied) {
    var errors = new TypeErrors();
    errors.check(schema, applied, "");
    return errors.found;
  }

  private void check(Schema schema, JsonNode value, String path) {
    if (value.isArray()) {
      value.forEach(item -> check(schema.items(), item, path + "[]"));
    } else if (value.isObject()) {
      value
          .properties()
          .forEach(field -> checkField(schema, field.getKey(), field.getValue(), path));
    } else if (!schema.isIntOrString()) {
      checkScalar(schema.type(), value, path);
    }
  }

  private void checkField(Schema schema, String name, JsonNode value, String path) {
    String below = path + "." + name;
    if (schema.knows(name)) {
      check(schema.field(name), value, below);
    } else {
      found.add(below + ": field not declared in schema");
    }
  }

  private void checkScalar(String type, JsonNode value, String path) {
    if (type.equals("string") && !value.isTextual()) {
      found.add(
          "%s: expected string, got &value.valueUnstructured{Value:%s}"
              .formatted(path, value.asText()));
    } else if (type.equals("boolean") && !value.isBoolean()) {
      found.add("%s: expected boolean, got &{%s}".formatted(path, value.asText()));
    } else if ((type.equals("integer") || type.equals("number")) && !value.isNumber()) {
      found.add("%s: expected numeric (int or float), got string".formatted(path));
    }
  }
}
