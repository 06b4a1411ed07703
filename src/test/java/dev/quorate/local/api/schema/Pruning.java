package dev.quorate.local.api.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Removes the fields that a schema does not know. */
public final class Pruning {
  private static final Set<String> OBJECT_FIELDS = Set.of("apiVersion", "kind", "metadata");

  private Pruning() {}

  /** Prunes in place; returns the paths of what is gone. */
  public static List<String> prune(Schema schema, JsonNode value) {
    List<String> unknown = new ArrayList<>();
    prune(schema, value, "", unknown);
    return unknown;
  }

  private static void prune(Schema schema, JsonNode value, String path, List<String> unknown) {
    if (value.isArray()) {
      int index = 0;
      for (JsonNode item : value) {
        prune(schema.items(), item, path + "[" + index++ + "]", unknown);
      }
    } else if (value instanceof ObjectNode object) {
      for (String name : List.copyOf(names(object))) {
        String below = path.isEmpty() ? name : path + "." + name;
        if (schema.knows(name)) {
          prune(schema.field(name), object.path(name), below, unknown);
        } else if (!schema.isEmbedded() || !OBJECT_FIELDS.contains(name)) {
          object.remove(name);
          unknown.add(below);
        }
      }
    }
  }

  private static List<String> names(ObjectNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
