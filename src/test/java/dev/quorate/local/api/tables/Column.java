package dev.quorate.local.api.tables;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.store.Json;
import dev.quorate.local.api.store.Meta;
import java.util.function.Function;

/**
 * One column of a kind's table.
 *
 * @param priority 0 is always shown, more only with {@code -o wide}
 */
record Column(
    String name,
    String type,
    String format,
    String description,
    int priority,
    Function<ObjectNode, JsonNode> cell) {
  static final Column NAME =
      new Column(
          "Name",
          "string",
          "name",
          "Name must be unique within a namespace.",
          0,
          o -> string(Meta.of(o).name()));

  static final Column AGE = text("Age", o -> age(o));

  /** A column that is always shown. */
  static Column text(String name, Function<ObjectNode, String> cell) {
    return new Column(name, "string", "", name, 0, o -> string(cell.apply(o)));
  }

  /** A column for {@code -o wide}. */
  static Column wide(String name, Function<ObjectNode, String> cell) {
    return new Column(name, "string", "", name, 1, o -> string(cell.apply(o)));
  }

  /** A column that shows a field, {@code <none>} or what else when it is not there. */
  static Column field(String name, String pointer, String otherwise) {
    return text(name, o -> value(o, pointer, otherwise));
  }

  static String value(JsonNode object, String pointer, String otherwise) {
    String value = object.at(pointer).asText("");
    return value.isEmpty() ? otherwise : value;
  }

  static JsonNode string(String text) {
    return JsonNodeFactory.instance.textNode(text);
  }

  static String age(ObjectNode object) {
    return HumanDuration.since(Meta.of(object).text("creationTimestamp"));
  }

  /** The column's definition. */
  ObjectNode definition() {
    return Json.object()
        .put("name", name)
        .put("type", type)
        .put("format", format)
        .put("description", description)
        .put("priority", priority);
  }
}
