package dev.quorate.desired;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/**
 * Merges a partial pod template into a whole one the way {@code kubectl patch} does: objects field
 * by field, {@code null} takes a field away, lists of things with a name by that name, every other
 * list as a whole. Of the directives {@code $patch: delete} and {@code $patch: replace} are
 * understood, in objects and in lists.
 */
final class StrategicMerge {
  private static final String DIRECTIVE = "$patch";

  /** The field that tells the elements of a list apart, by the list's path; Kubernetes API docs. */
  private static final Map<String, String> KEYS =
      Map.ofEntries(
          Map.entry("spec.containers", "name"),
          Map.entry("spec.containers.env", "name"),
          Map.entry("spec.containers.ports", "containerPort"),
          Map.entry("spec.containers.volumeMounts", "mountPath"),
          Map.entry("spec.containers.volumeDevices", "devicePath"),
          Map.entry("spec.initContainers", "name"),
          Map.entry("spec.initContainers.env", "name"),
          Map.entry("spec.initContainers.ports", "containerPort"),
          Map.entry("spec.initContainers.volumeMounts", "mountPath"),
          Map.entry("spec.initContainers.volumeDevices", "devicePath"),
          Map.entry("spec.volumes", "name"),
          Map.entry("spec.imagePullSecrets", "name"),
          Map.entry("spec.hostAliases", "ip"),
          Map.entry("spec.schedulingGates", "name"),
          Map.entry("spec.resourceClaims", "name"),
          Map.entry("spec.topologySpreadConstraints", "topologyKey"));

  private StrategicMerge() {}

  /** A new tree; neither argument is changed. */
  static ObjectNode merge(JsonNode template, JsonNode patch) {
    return object(template, patch, "");
  }

  private static ObjectNode object(JsonNode base, JsonNode patch, String path) {
    var merged =
        base.isObject() && !"replace".equals(directive(patch))
            ? ((ObjectNode) base).deepCopy()
            : JsonNodeFactory.instance.objectNode();
    patch
        .properties()
        .forEach(field -> {
          if (!field.getKey().equals(DIRECTIVE)) {
            merge(merged, field.getKey(), field.getValue(), path);
          }
        });
    return merged;
  }

  private static void merge(ObjectNode into, String name, JsonNode patch, String path) {
    String at = path.isEmpty() ? name : path + "." + name;
    if (patch.isNull() || "delete".equals(directive(patch))) {
      into.remove(name);
    } else if (patch.isObject()) {
      into.set(name, object(into.path(name), patch, at));
    } else if (patch.isArray() && KEYS.containsKey(at)) {
      into.set(name, list(into.path(name), patch, at));
    } else {
      into.set(name, patch.deepCopy());
    }
  }

  /** Known elements stay where they are, new ones follow in the order of the patch. */
  private static ArrayNode list(JsonNode base, JsonNode patch, String path) {
    String key = KEYS.get(path);
    var merged = JsonNodeFactory.instance.arrayNode();
    if (patch.valueStream().noneMatch(e -> isBareDirective(e, "replace"))) {
      base.forEach(element -> merged.add(element.deepCopy()));
    }
    for (JsonNode element : patch) {
      if (isBareDirective(element, "replace")) {
        continue;
      }
      var known = indexOf(merged, key, element.path(key));
      if ("delete".equals(directive(element))) {
        known.ifPresent(merged::remove);
      } else if (known.isPresent()) {
        merged.set(known.get(), object(merged.get(known.get()), element, path));
      } else {
        merged.add(object(JsonNodeFactory.instance.objectNode(), element, path));
      }
    }
    return merged;
  }

  static Optional<Integer> indexOf(JsonNode list, String key, JsonNode value) {
    for (int i = 0; i < list.size(); i++) {
      if (!value.isMissingNode() && list.get(i).path(key).equals(value)) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  private static boolean isBareDirective(JsonNode element, String directive) {
    return element.size() == 1 && directive.equals(directive(element));
  }

  private static String directive(JsonNode patch) {
    return patch.path(DIRECTIVE).asText("");
  }
}
