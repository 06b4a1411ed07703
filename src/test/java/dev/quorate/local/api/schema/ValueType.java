package dev.quorate.local.api.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quorate.local.api.request.FieldError;
import java.util.Locale;

/** Whether a value is of the type that its schema asks for. */
final class ValueType {
  private ValueType() {}

  static boolean fits(Schema schema, JsonNode value) {
    if (schema.isIntOrString()) {
      return value.isTextual() || isInteger(value);
    }
    return switch (schema.type()) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isTextual();
      case "boolean" -> value.isBoolean();
      case "number" -> value.isNumber();
      case "integer" -> isInteger(value);
      default -> true;
    };
  }

  static FieldError mismatch(Schema schema, JsonNode value, String path) {
    String wanted = schema.isIntOrString() ? "integer,string" : schema.type();
    String found = "\"" + name(value) + "\"";
    return new FieldError(
        "FieldValueTypeInvalid",
        path,
        "Invalid value: %s: %s in body must be of type %s: %s"
            .formatted(found, path, wanted, found));
  }

  static boolean isInteger(JsonNode value) {
    return value.isIntegralNumber()
        || (value.isNumber() && value.decimalValue().stripTrailingZeros().scale() <= 0);
  }

  private static String name(JsonNode value) {
    if (value.isNumber()) {
      return isInteger(value) ? "integer" : "number";
    }
    return value.getNodeType().name().toLowerCase(Locale.ROOT);
  }
}
