package dev.quorate.local.api.schema;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.store.Json;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Schemas of built-in types, read off the client library's model classes: names and types of fields
 * come from there, list and map semantics from {@link ModelSemantics}. Several API servers of one
 * process share them: nobody sees a definition before all that it refers to is there.
 */
public final class ModelDefinitions {
  /** Trees of any form, or recursive ones. */
  private static final Set<String> OPAQUE =
      Set.of("JSONSchemaProps", "RawExtension", "FieldsV1", "AnyType", "GenericKubernetesResource");

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final KubernetesSerialization MODEL = new KubernetesSerialization();

  /** The definitions of this process. */
  public static final ModelDefinitions SHARED = new ModelDefinitions();

  private final Map<String, ObjectNode> definitions = new ConcurrentHashMap<>();

  ModelDefinitions() {}

  /** The definition of a kind's class, if the model has one. */
  public synchronized Optional<String> define(String apiVersion, String kind) {
    return Optional.ofNullable(MODEL.getRegisteredKubernetesResource(apiVersion, kind))
        .map(type -> define(MAPPER.constructType(type)));
  }

  /** The schema of a definition. */
  public Schema schema(String definition) {
    return Schema.of(Schema.reference(definition), definitions);
  }

  /** All definitions met so far, by name. */
  public Map<String, ObjectNode> definitions() {
    return definitions;
  }

  private String define(JavaType type) {
    String name = type.getRawClass().getSimpleName();
    if (!definitions.containsKey(name)) {
      ObjectNode definition = Json.object().put("type", "object");
      definitions.put(name, definition);
      ObjectNode properties = definition.putObject("properties");
      for (BeanPropertyDefinition property :
          MAPPER.getSerializationConfig().introspect(type).findProperties()) {
        if (!property.getName().equals("additionalProperties")) {
          properties.set(
              property.getName(), field(name, property.getName(), property.getPrimaryType()));
        }
      }
      ModelSemantics.complete(name, definition);
    }
    return name;
  }

  private ObjectNode field(String owner, String name, JavaType type) {
    ObjectNode schema = schema(type);
    ModelSemantics.describe(owner + "." + name, schema);
    return schema;
  }

  private ObjectNode schema(JavaType type) {
    Class<?> raw = type.getRawClass();
    if (type.isMapLikeType()) {
      ObjectNode map = Json.object().put("type", "object");
      map.set("additionalProperties", schema(type.getContentType()));
      return map;
    }
    if (type.isCollectionLikeType()) {
      ObjectNode list = Json.object().put("type", "array");
      list.set("items", schema(type.getContentType()));
      return list;
    }
    if (raw == Quantity.class || raw == IntOrString.class) {
      return Json.object().put("x-kubernetes-int-or-string", true);
    }
    if (isOpaque(raw)) {
      return Json.object().put("x-kubernetes-preserve-unknown-fields", true);
    }
    return scalar(raw).orElseGet(() -> Schema.reference(define(type)));
  }

  private static boolean isOpaque(Class<?> raw) {
    return raw == Object.class
        || raw == KubernetesResource.class
        || JsonNode.class.isAssignableFrom(raw)
        || OPAQUE.contains(raw.getSimpleName());
  }

  private static Optional<ObjectNode> scalar(Class<?> raw) {
    String type =
        switch (raw.getSimpleName()) {
          case "Integer", "Long", "int", "long" -> "integer";
          case "Double", "Float", "double" -> "number";
          case "Boolean", "boolean" -> "boolean";
          case "String", "MicroTime", "Time", "ZonedDateTime", "Duration" -> "string";
          default -> raw.isEnum() ? "string" : "";
        };
    return type.isEmpty() ? Optional.empty() : Optional.of(Json.object().put("type", type));
  }
}
