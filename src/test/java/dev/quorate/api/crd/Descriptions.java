package dev.quorate.api.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Ends the description of every field of the specification with what changing it costs. */
final class Descriptions {
  private Descriptions() {}

  static void apply(ObjectNode schema) {
    schema.put("description", "An Apache ZooKeeper ensemble.");
    ObjectNode spec = (ObjectNode) schema.at("/properties/spec");
    spec.put("description", "What the ensemble shall be.");
    ((ObjectNode) schema.at("/properties/status"))
        .put("description", "What the operator sees and does; written by the operator only.");
    SpecFields.all()
        .forEach(field -> {
          var property = (ObjectNode) at(spec, field.path());
          property.put(
              "description", property.path("description").asText() + " " + field.changing());
        });
  }

  /** The schema of a field of the specification by its path. */
  static JsonNode at(JsonNode spec, String path) {
    return spec.requiredAt("/properties/" + path.replace(".", "/properties/"));
  }
}
