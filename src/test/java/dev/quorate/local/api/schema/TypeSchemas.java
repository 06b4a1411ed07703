package dev.quorate.local.api.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.store.Json;
import dev.quorate.local.api.types.ResourceType;
import dev.quorate.local.api.types.TypeVersion;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The schema of each served version of each type; compiled once per version of a definition. */
public final class TypeSchemas {
  private static final Map<TypeVersion, Schema> CUSTOM = new ConcurrentHashMap<>();

  private TypeSchemas() {}

  /** The schema of whole objects, metadata included. */
  public static Schema of(ResourceType type, TypeVersion version) {
    return version
        .definition()
        .map(d -> CUSTOM.computeIfAbsent(version, v -> custom(d.at("/schema/openAPIV3Schema"))))
        .orElseGet(() -> builtIn(type.apiVersion(version), type.names().kind()));
  }

  /** The schema of any object's metadata. */
  public static Schema metadata() {
    return builtIn("v1", "ConfigMap").field("metadata");
  }

  /** The schema of a built-in kind; of anything if it is not known. */
  public static Schema builtIn(String apiVersion, String kind) {
    return ModelDefinitions.SHARED
        .define(apiVersion, kind)
        .map(ModelDefinitions.SHARED::schema)
        .orElse(Schema.ANY);
  }

  private static Schema custom(JsonNode written) {
    ObjectNode whole = written instanceof ObjectNode o ? o.deepCopy() : Json.object();
    ObjectNode properties = whole.withObject("/properties");
    properties.set("metadata", Schema.reference("ObjectMeta"));
    properties.set("apiVersion", Json.object().put("type", "string"));
    properties.set("kind", Json.object().put("type", "string"));
    metadata();
    return Schema.of(whole, ModelDefinitions.SHARED.definitions());
  }
}
