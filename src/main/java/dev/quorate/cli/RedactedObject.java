package dev.quorate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.quorate.model.Redaction;
import java.util.ArrayList;
import java.util.List;

/**
 * An object of Kubernetes as YAML without secrets: by the names of its fields and of variables, and
 * in every text. What {@code kubectl apply} keeps of the past is left out, and so is who wrote
 * which field.
 */
final class RedactedObject {
  private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private RedactedObject() {}

  static String yaml(Object object) {
    JsonNode tree = MAPPER.valueToTree(object);
    if (tree.path("metadata") instanceof ObjectNode metadata) {
      metadata.remove("managedFields");
      if (metadata.path("annotations") instanceof ObjectNode annotations) {
        annotations.remove(LAST_APPLIED);
      }
    }
    redact(tree);
    return Format.yaml(tree);
  }

  private static void redact(JsonNode node) {
    switch (node) {
      case ObjectNode object -> fields(object);
      case ArrayNode array -> elements(array);
      default -> {}
    }
  }

  private static void fields(ObjectNode object) {
    // The value of a variable is a secret by the name of the variable.
    String variable = object.path("name").asText("");
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      if (object.get(name) instanceof TextNode text) {
        object.put(
            name, Redaction.valueOf(name.equals("value") ? variable : name, text.textValue()));
      } else {
        redact(object.get(name));
      }
    }
  }

  private static void elements(ArrayNode array) {
    for (int i = 0; i < array.size(); i++) {
      if (array.get(i) instanceof TextNode text) {
        array.set(i, TextNode.valueOf(Redaction.of(text.textValue())));
      } else {
        redact(array.get(i));
      }
    }
  }
}
