package dev.quorate.artefacts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The schema of a definition without what only Kubernetes understands. */
final class PlainSchema {
  private static final String EXTENSION = "x-kubernetes-";
  private static final String OPEN = EXTENSION + "preserve-unknown-fields";

  private PlainSchema() {}

  static JsonNode of(JsonNode schema) {
    var plain = (ObjectNode) schema.deepCopy();
    simplify(plain);
    return plain;
  }

  private static void simplify(ObjectNode schema) {
    boolean isClosed = schema.has("properties") && !schema.path(OPEN).booleanValue();
    List<String> extensions = new ArrayList<>();
    schema
        .fieldNames()
        .forEachRemaining(n -> {
          if (n.startsWith(EXTENSION)) {
            extensions.add(n);
          }
        });
    schema.remove(extensions);
    if (isClosed) {
      // A definition drops what it does not know; a typing error should be told.
      schema.put("additionalProperties", false);
    }
    schema.path("properties").forEach(PlainSchema::simplifyObject);
    simplifyObject(schema.path("items"));
    simplifyObject(schema.path("additionalProperties"));
  }

  private static void simplifyObject(JsonNode schema) {
    if (schema instanceof ObjectNode object) {
      simplify(object);
    }
  }
}
