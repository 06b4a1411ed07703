package dev.quorate.local.api.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.schema.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The live object with what is applied laid over it. */
final class Merge {
  private Merge() {}

  static JsonNode of(Schema schema, JsonNode live, JsonNode applied) {
    if (live.isMissingNode()
        || live.getNodeType() != applied.getNodeType()
        || schema.isLeaf(applied)) {
      return applied.deepCopy();
    }
    return applied.isArray() ? lists(schema, live, applied) : maps(schema, live, applied);
  }

  private static JsonNode maps(Schema schema, JsonNode live, JsonNode applied) {
    ObjectNode merged = live.deepCopy();
    for (var field : applied.properties()) {
      String name = field.getKey();
      merged.set(name, of(schema.field(name), live.path(name), field.getValue()));
    }
    return merged;
  }

  /**
   * Items that both have come in the applied order; items that only the live list has stay behind
   * the item that they followed.
   */
  private static JsonNode lists(Schema list, JsonNode live, JsonNode applied) {
    Map<String, JsonNode> old = byElement(list, live);
    Map<String, JsonNode> wanted = byElement(list, applied);
    List<String> order = new ArrayList<>(wanted.keySet());
    int at = 0;
    for (String element : old.keySet()) {
      if (wanted.containsKey(element)) {
        at = order.indexOf(element) + 1;
      } else {
        order.add(at++, element);
      }
    }
    ArrayNode merged = JsonNodeFactory.instance.arrayNode();
    for (String element : order) {
      JsonNode before = old.getOrDefault(element, JsonNodeFactory.instance.missingNode());
      JsonNode after = wanted.get(element);
      merged.add(after == null ? before.deepCopy() : of(list.items(), before, after));
    }
    return merged;
  }

  private static Map<String, JsonNode> byElement(Schema list, JsonNode items) {
    Map<String, JsonNode> byElement = new LinkedHashMap<>();
    for (JsonNode item : items) {
      byElement.putIfAbsent(PathElement.item(list, item), item);
    }
    return byElement;
  }
}
