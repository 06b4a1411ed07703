package dev.quorate.local.api.cel;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.NullValue;
import dev.quorate.local.api.schema.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Values as rules see them: numbers by the schema's type, field names escaped. */
final class CelValues {
  private static final Set<String> KEYWORDS =
      Set.of(
          "true",
          "false",
          "null",
          "in",
          "as",
          "break",
          "const",
          "continue",
          "else",
          "for",
          "function",
          "if",
          "import",
          "let",
          "loop",
          "package",
          "namespace",
          "return",
          "var",
          "void",
          "while");
  private static final Set<String> VISIBLE_METADATA = Set.of("name", "generateName");

  private CelValues() {}

  /** A whole object: of its metadata only the name is visible. */
  static Object root(Schema schema, JsonNode object) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (var field : object.properties()) {
      if (field.getKey().equals("metadata")) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        field.getValue().properties().stream()
            .filter(m -> VISIBLE_METADATA.contains(m.getKey()))
            .forEach(m -> metadata.put(m.getKey(), m.getValue().asText()));
        fields.put("metadata", metadata);
      } else {
        fields.put(escaped(field.getKey()), of(schema.field(field.getKey()), field.getValue()));
      }
    }
    return fields;
  }

  static Object of(Schema schema, JsonNode value) {
    if (value.isObject()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      for (var field : value.properties()) {
        String name = schema.declares(field.getKey()) ? escaped(field.getKey()) : field.getKey();
        fields.put(name, of(schema.field(field.getKey()), field.getValue()));
      }
      return fields;
    }
    if (value.isArray()) {
      List<Object> items = new ArrayList<>();
      value.forEach(item -> items.add(of(schema.items(), item)));
      return items;
    }
    return scalar(schema, value);
  }

  private static Object scalar(Schema schema, JsonNode value) {
    if (value.isNumber()) {
      boolean whole = value.isIntegralNumber() && !schema.type().equals("number");
      return whole ? (Object) value.asLong() : value.asDouble();
    }
    if (value.isBoolean()) {
      return value.asBoolean();
    }
    return value.isNull() ? NullValue.NULL_VALUE : value.asText();
  }

  private static String escaped(String name) {
    if (KEYWORDS.contains(name)) {
      return "__" + name + "__";
    }
    return name.replace("__", "__underscores__")
        .replace(".", "__dot__")
        .replace("-", "__dash__")
        .replace("/", "__slash__");
  }
}
