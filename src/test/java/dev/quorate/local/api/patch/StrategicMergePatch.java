package dev.quorate.local.api.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.schema.Schema;
import dev.quorate.local.api.store.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A merge patch that knows which lists merge by which key, with the directives {@code $patch},
 * {@code $retainKeys}, {@code $setElementOrder/…} and {@code $deleteFromPrimitiveList/…}.
 */
final class StrategicMergePatch {
  private static final String DIRECTIVE = "$patch";
  private static final String RETAIN = "$retainKeys";
  private static final String ORDER = "$setElementOrder/";
  private static final String DELETE = "$deleteFromPrimitiveList/";

  private StrategicMergePatch() {}

  static JsonNode apply(Schema schema, JsonNode live, JsonNode patch) {
    if (!(patch instanceof ObjectNode changes)) {
      return patch.deepCopy();
    }
    String directive = patch.path(DIRECTIVE).asText("");
    if (directive.equals("delete")) {
      return Json.object();
    }
    boolean fresh = directive.equals("replace") || !live.isObject();
    ObjectNode result = fresh ? Json.object() : live.deepCopy();
    if (patch.path(RETAIN).isArray()) {
      Set<String> retained = new HashSet<>();
      patch.path(RETAIN).forEach(k -> retained.add(k.asText()));
      result.retain(retained);
    }
    changes.properties().stream()
        .filter(c -> !c.getKey().startsWith("$"))
        .forEach(c -> change(schema, result, c.getKey(), c.getValue()));
    changes.properties().stream()
        .filter(c -> c.getKey().startsWith("$"))
        .forEach(c -> direct(schema, result, c.getKey(), c.getValue()));
    return result;
  }

  private static void change(Schema schema, ObjectNode result, String name, JsonNode value) {
    Schema field = schema.field(name);
    if (value.isNull()) {
      result.remove(name);
    } else if (value.isArray()) {
      result.set(name, list(field, result.path(name), value));
    } else {
      result.set(name, apply(field, result.path(name), value));
    }
  }

  private static JsonNode list(Schema list, JsonNode live, JsonNode patch) {
    if (!list.isAssociative()) {
      return withoutDirectives(patch);
    }
    if (list.isSet()) {
      return union(live, patch);
    }
    String key = list.keys().getFirst();
    List<JsonNode> items = new ArrayList<>();
    boolean replaces = false;
    for (JsonNode item : patch) {
      replaces |= item.path(DIRECTIVE).asText("").equals("replace");
    }
    if (!replaces) {
      live.forEach(items::add);
    }
    for (JsonNode item : patch) {
      item(list, items, key, item);
    }
    return array(items);
  }

  private static void item(Schema list, List<JsonNode> items, String key, JsonNode patch) {
    String directive = patch.path(DIRECTIVE).asText("");
    if (directive.equals("delete")) {
      items.removeIf(i -> i.path(key).equals(patch.path(key)));
    } else if (!directive.equals("replace") || patch.has(key)) {
      int at = indexOf(items, key, patch.path(key));
      JsonNode before = at < 0 ? JsonNodeFactory.instance.missingNode() : items.get(at);
      JsonNode merged = apply(list.items(), before, patch);
      if (at < 0) {
        items.add(merged);
      } else {
        items.set(at, merged);
      }
    }
  }

  private static int indexOf(List<JsonNode> items, String key, JsonNode wanted) {
    for (int i = 0; i < items.size(); i++) {
      if (Json.same(items.get(i).path(key), wanted)) {
        return i;
      }
    }
    return -1;
  }

  private static JsonNode union(JsonNode live, JsonNode patch) {
    List<JsonNode> items = new ArrayList<>();
    live.forEach(items::add);
    patch.forEach(value -> {
      if (!items.contains(value)) {
        items.add(value);
      }
    });
    return array(items);
  }

  private static void direct(Schema schema, ObjectNode result, String directive, JsonNode values) {
    if (directive.startsWith(DELETE)) {
      if (result.get(directive.substring(DELETE.length())) instanceof ArrayNode list) {
        values.forEach(v -> list.removeIf(v::equals));
      }
    } else if (directive.startsWith(ORDER)) {
      String name = directive.substring(ORDER.length());
      if (result.get(name) instanceof ArrayNode list) {
        result.set(name, ordered(schema.field(name), list, values));
      }
    }
  }

  /** Items that the order names come in that order, at the places of items that it names. */
  private static ArrayNode ordered(Schema list, ArrayNode items, JsonNode order) {
    String key = list.isKeyed() ? list.keys().getFirst() : "";
    List<JsonNode> named = new ArrayList<>();
    for (JsonNode wanted : order) {
      items.forEach(item -> {
        if (identity(item, key).equals(identity(wanted, key))) {
          named.add(item);
        }
      });
    }
    ArrayNode result = JsonNodeFactory.instance.arrayNode();
    int next = 0;
    for (JsonNode item : items) {
      result.add(named.contains(item) ? named.get(next++) : item);
    }
    return result;
  }

  private static JsonNode identity(JsonNode item, String key) {
    return key.isEmpty() ? item : item.path(key);
  }

  private static JsonNode withoutDirectives(JsonNode list) {
    ArrayNode result = JsonNodeFactory.instance.arrayNode();
    for (JsonNode item : list) {
      if (!item.has(DIRECTIVE)) {
        result.add(item.deepCopy());
      }
    }
    return result;
  }

  private static ArrayNode array(List<JsonNode> items) {
    return JsonNodeFactory.instance.arrayNode().addAll(items);
  }
}
