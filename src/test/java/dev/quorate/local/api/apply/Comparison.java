package dev.quorate.local.api.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.quorate.local.api.schema.Schema;
import dev.quorate.local.api.store.Json;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.SequencedSet;

/** Which paths came, changed and went between two states of an object. */
record Comparison(FieldSet added, FieldSet modified, FieldSet removed) {

  static Comparison of(Schema schema, JsonNode before, JsonNode after) {
    var comparison = new Comparison(new FieldSet(), new FieldSet(), new FieldSet());
    comparison.inside(schema, before, after);
    return comparison;
  }

  Comparison without(FieldSet subtrees) {
    return new Comparison(
        added.without(subtrees), modified.without(subtrees), removed.without(subtrees));
  }

  FieldSet changed() {
    return added.union(modified);
  }

  private void inside(Schema schema, JsonNode before, JsonNode after) {
    if (before.isArray() || after.isArray()) {
      items(schema, before, after);
    } else {
      SequencedSet<String> names = new LinkedHashSet<>();
      before.fieldNames().forEachRemaining(names::add);
      after.fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        pair(schema.field(name), before.path(name), after.path(name), PathElement.field(name));
      }
    }
  }

  private void items(Schema list, JsonNode before, JsonNode after) {
    Map<String, JsonNode> old = byElement(list, before);
    Map<String, JsonNode> now = byElement(list, after);
    SequencedSet<String> elements = new LinkedHashSet<>(old.keySet());
    elements.addAll(now.keySet());
    JsonNode none = MissingNode.getInstance();
    for (String element : elements) {
      pair(list.items(), old.getOrDefault(element, none), now.getOrDefault(element, none), element);
    }
  }

  private static Map<String, JsonNode> byElement(Schema list, JsonNode items) {
    Map<String, JsonNode> byElement = new LinkedHashMap<>();
    items.forEach(i -> byElement.putIfAbsent(PathElement.item(list, i), i));
    return byElement;
  }

  private void pair(Schema schema, JsonNode before, JsonNode after, String element) {
    boolean cameOrWent = before.isMissingNode() || after.isMissingNode();
    if (isPassable(schema, before, after)) {
      new Comparison(added.below(element), modified.below(element), removed.below(element))
          .inside(schema, before, after);
    } else if (!cameOrWent && !Json.same(before, after)) {
      modified.add(element);
    }
    if (cameOrWent) {
      (before.isMissingNode() ? added : removed).add(element);
    }
  }

  /** Whether the difference is to be found in the parts. */
  private static boolean isPassable(Schema schema, JsonNode before, JsonNode after) {
    boolean leaf = isLeaf(schema, before) || isLeaf(schema, after);
    boolean empty = before.isEmpty() && after.isEmpty();
    return !leaf && !empty && sameShape(before, after);
  }

  private static boolean isLeaf(Schema schema, JsonNode value) {
    return !value.isMissingNode() && schema.isLeaf(value);
  }

  private static boolean sameShape(JsonNode before, JsonNode after) {
    return before.isMissingNode()
        || after.isMissingNode()
        || before.getNodeType() == after.getNodeType();
  }
}
