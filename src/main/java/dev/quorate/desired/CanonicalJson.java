package dev.quorate.desired;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** JSON in one form for equal content: keys in order, nothing that is null. */
final class CanonicalJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private CanonicalJson() {}

  /** A tree of its own, which can be changed without touching the value. */
  static JsonNode tree(Object value) {
    return sorted(MAPPER.valueToTree(value));
  }

  static JsonNode sorted(JsonNode node) {
    return switch (node) {
      case ObjectNode object -> {
        var fields = new TreeMap<String, JsonNode>();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
          if (!field.getValue().isNull()) {
            fields.put(field.getKey(), sorted(field.getValue()));
          }
        }
        yield MAPPER.createObjectNode().setAll(fields);
      }
      case ArrayNode array -> {
        var elements = MAPPER.createArrayNode();
        array.forEach(element -> elements.add(sorted(element)));
        yield elements;
      }
      default -> node;
    };
  }

  static String text(Object value) {
    try {
      return MAPPER.writeValueAsString(tree(value));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /**
   * The object that a tree describes; its maps keep the order of the tree.
   *
   * @throws IllegalArgumentException when the tree describes none
   */
  static <T> T object(JsonNode tree, Class<T> type) {
    return MAPPER.convertValue(tree, type);
  }
}
