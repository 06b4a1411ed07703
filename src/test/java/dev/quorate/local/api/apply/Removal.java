package dev.quorate.local.api.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.schema.Schema;
import dev.quorate.local.api.store.Json;
import java.util.Optional;

/** An object without the members of a set; what becomes empty by that goes as well. */
final class Removal {
  private Removal() {}

  static ObjectNode of(Schema schema, ObjectNode object, FieldSet remove) {
    return (ObjectNode) inside(schema, object, remove).orElseGet(Json::object);
  }

  private static Optional<JsonNode> inside(Schema schema, JsonNode value, FieldSet remove) {
    if (value.isEmpty() || schema.isLeaf(value)) {
      return Optional.of(value);
    }
    return value.isArray() ? items(schema, value, remove) : fields(schema, value, remove);
  }

  private static Optional<JsonNode> items(Schema list, JsonNode value, FieldSet remove) {
    ArrayNode kept = JsonNodeFactory.instance.arrayNode();
    for (JsonNode item : value) {
      String element = PathElement.item(list, item);
      if (!remove.contains(element)) {
        below(list.items(), item, remove.child(element)).ifPresent(kept::add);
      }
    }
    return kept.isEmpty() ? Optional.empty() : Optional.of(kept);
  }

  private static Optional<JsonNode> fields(Schema schema, JsonNode value, FieldSet remove) {
    ObjectNode kept = Json.object();
    for (var field : value.properties()) {
      String element = PathElement.field(field.getKey());
      if (!remove.contains(element)) {
        below(schema.field(field.getKey()), field.getValue(), remove.child(element))
            .ifPresent(v -> kept.set(field.getKey(), v));
      }
    }
    return kept.isEmpty() ? Optional.empty() : Optional.of(kept);
  }

  private static Optional<JsonNode> below(Schema schema, JsonNode value, FieldSet remove) {
    return remove.isEmpty() ? Optional.of(value) : inside(schema, value, remove);
  }
}
