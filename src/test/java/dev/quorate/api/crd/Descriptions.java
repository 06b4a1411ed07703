package dev.quorate.api.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.api.Change;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/** Ends the description of every field of the specification with what changing it costs. */
final class Descriptions {
  private Descriptions() {}

  static void apply(ObjectNode schema, Class<?> spec, Class<?> status) {
    schema.put("description", "An Apache ZooKeeper ensemble.");
    ObjectNode specSchema = (ObjectNode) schema.at("/properties/spec");
    specSchema.put("description", "What the ensemble shall be.");
    ((ObjectNode) schema.at("/properties/status"))
        .put("description", "What the operator sees and does; written by the operator only.");
    costs(specSchema, spec);
    if (Arrays.stream(status.getRecordComponents()).anyMatch(c -> change(status, c) != null)) {
      throw new IllegalStateException("a status is not changed by users: " + status);
    }
  }

  private static void costs(JsonNode schema, Class<?> type) {
    for (RecordComponent component : type.getRecordComponents()) {
      Change change = change(type, component);
      if (!(schema.path("properties").get(component.getName()) instanceof ObjectNode field)) {
        continue;
      }
      if (change != null) {
        field.put(
            "description",
            field.path("description").asText() + " Changing it: " + change.value().phrase() + ".");
      }
      if (component.getType().isRecord()) {
        costs(field, component.getType());
      }
    }
  }

  /** The annotation of a component's field; null when there is none. */
  static Change change(Class<?> type, RecordComponent component) {
    try {
      Field field = type.getDeclaredField(component.getName());
      return field.getAnnotation(Change.class);
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
  }
}
