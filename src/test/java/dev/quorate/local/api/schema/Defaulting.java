package dev.quorate.local.api.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Fills in the defaults of a schema, and drops nulls where null is no value. */
public final class Defaulting {
  private Defaulting() {}

  /** Changes the value in place. */
  public static void apply(Schema schema, JsonNode value) {
    if (value.isArray()) {
      value.forEach(item -> apply(schema.items(), item));
    } else if (value instanceof ObjectNode object) {
      for (String name : schema.properties()) {
        fill(schema.field(name), object, name);
      }
      if (schema.isMap()) {
        List.copyOf(object.properties())
            .forEach(e -> fill(schema.field(e.getKey()), object, e.getKey()));
      }
      object.properties().forEach(e -> apply(schema.field(e.getKey()), e.getValue()));
    }
  }

  private static void fill(Schema schema, ObjectNode object, String name) {
    if (object.path(name).isNull() && !schema.isNullable() && !schema.equals(Schema.ANY)) {
      object.remove(name);
    }
    if (!object.has(name)) {
      schema.defaultValue().ifPresent(d -> object.set(name, d.deepCopy()));
    }
  }
}
