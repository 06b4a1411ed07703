package dev.quorate.api.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** How server-side apply merges lists: by key where items have one, else as a whole. */
final class ListTypes {
  private static final String TYPE = "x-kubernetes-list-type";

  private ListTypes() {}

  static void apply(ObjectNode status) {
    byKey(status, "conditions", "type");
    byKey(status, "members", "name");
    ObjectNode condition = (ObjectNode) status.at("/properties/conditions/items/properties");
    ((ObjectNode) condition.path("lastTransitionTime")).put("format", "date-time");
    ((ObjectNode) condition.path("status"))
        .putArray("enum")
        .add("True")
        .add("False")
        .add("Unknown");
    ((ObjectNode) status.at("/properties/conditions/items")).withArray("required").add("status");
  }

  /** Lists in types of Kubernetes' own are so as well; that is what it means to say nothing. */
  static void makeTheRestAtomic(JsonNode node) {
    if (isListOfOurs(node) && node instanceof ObjectNode schema && !schema.has(TYPE)) {
      schema.put(TYPE, "atomic");
    }
    node.forEach(ListTypes::makeTheRestAtomic);
  }

  /** Every field of ours has a description, and no other has. */
  static boolean isListOfOurs(JsonNode schema) {
    return "array".equals(schema.path("type").asText()) && schema.has("description");
  }

  private static void byKey(ObjectNode status, String list, String key) {
    ObjectNode schema = (ObjectNode) status.requiredAt("/properties/" + list);
    schema.put(TYPE, "map");
    schema.putArray("x-kubernetes-list-map-keys").add(key);
    ((ObjectNode) schema.path("items")).withArray("required").add(key);
  }
}
