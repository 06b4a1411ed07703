package dev.quorate.local.api.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.schema.Schema;
import dev.quorate.local.api.store.Json;
import java.util.Optional;
import java.util.TreeSet;

/** One step of a path, in the notation of FieldsV1. */
final class PathElement {
  private PathElement() {}

  static String field(String name) {
    return "f:" + name;
  }

  /** The name that a field element carries; nothing for list items. */
  static Optional<String> fieldName(String element) {
    return element.startsWith("f:") ? Optional.of(element.substring(2)) : Optional.empty();
  }

  /**
   * The element of an item of an associative list.
   *
   * @throws OwnershipException when the item lacks its key
   */
  static String item(Schema list, JsonNode item) {
    if (list.isSet()) {
      return "v:" + Json.text(item);
    }
    ObjectNode key = Json.object();
    for (String field : new TreeSet<>(list.keys())) {
      JsonNode value = item.path(field);
      Optional<JsonNode> found =
          value.isMissingNode() || value.isNull()
              ? list.items().field(field).defaultValue()
              : Optional.of(value);
      found.ifPresent(v -> key.set(field, v));
    }
    if (key.isEmpty()) {
      throw new OwnershipException(
          "associative list with keys has an element that omits all key fields %s (and doesn't"
                  .formatted(list.keys())
              + " have default values for any key fields)");
    }
    return "k:" + Json.text(key);
  }

  /** As messages write it. */
  static String shown(String element) {
    String rest = element.substring(2);
    return switch (element.charAt(0)) {
      case 'f' -> "." + rest;
      case 'v' -> "[=" + rest + "]";
      case 'k' -> {
        var key = new StringBuilder();
        Json.parse(rest)
            .properties()
            .forEach(f -> key.append(',').append(f.getKey()).append('=').append(f.getValue()));
        yield "[" + key.substring(1) + "]";
      }
      default -> "[" + rest + "]";
    };
  }
}
