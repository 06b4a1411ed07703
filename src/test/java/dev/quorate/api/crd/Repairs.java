package dev.quorate.api.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;

/** What the generator writes differently from what is meant. */
final class Repairs {
  private Repairs() {}

  static void apply(JsonNode node) {
    if (node instanceof ObjectNode object) {
      wholeNumbers(object);
      rulesOnce(object);
    }
    node.forEach(Repairs::apply);
  }

  /** Bounds of integers come as {@code 9.0}. */
  private static void wholeNumbers(ObjectNode schema) {
    for (String bound : List.of("minimum", "maximum")) {
      if (schema.get(bound) instanceof DoubleNode number) {
        schema.set(bound, LongNode.valueOf(number.longValue()));
      }
    }
  }

  /** A record component's annotation is on its field and its accessor, so each rule comes twice. */
  private static void rulesOnce(ObjectNode schema) {
    if (schema.get("x-kubernetes-validations") instanceof ArrayNode rules) {
      var distinct = new LinkedHashSet<JsonNode>();
      rules.forEach(distinct::add);
      rules.removeAll();
      distinct.forEach(rules::add);
    }
  }
}
