package dev.quorate.local.api.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.store.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** One node of a schema, as OpenAPI v3 with the Kubernetes extensions writes it. */
public final class Schema {
  private static final String REF = "#/components/schemas/";

  /** Accepts and keeps anything. */
  public static final Schema ANY =
      of(Json.object().put("x-kubernetes-preserve-unknown-fields", true), Map.of());

  private final JsonNode source;
  private final Map<String, ObjectNode> definitions;
  private final Map<String, Schema> fields = new ConcurrentHashMap<>();

  private Schema(JsonNode source, Map<String, ObjectNode> definitions) {
    this.source = source;
    this.definitions = definitions;
  }

  /** A schema whose references are looked up among the definitions. */
  public static Schema of(JsonNode source, Map<String, ObjectNode> definitions) {
    JsonNode reference = source.path("$ref");
    if (reference.isMissingNode() && source.path("allOf").size() == 1) {
      reference = source.at("/allOf/0/$ref");
    }
    return reference.isTextual()
        ? new Schema(definitions.get(reference.asText().substring(REF.length())), definitions)
        : new Schema(source, definitions);
  }

  /** The reference to a definition. */
  static ObjectNode reference(String definition) {
    return Json.object().put("$ref", REF + definition);
  }

  /** What is written. */
  public JsonNode source() {
    return source;
  }

  /** object, array, string, integer, number, boolean, or empty. */
  public String type() {
    return source.path("type").asText("");
  }

  /** The names of the declared fields. */
  public Set<String> properties() {
    Set<String> names = new TreeSet<>();
    source.path("properties").fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Whether a field is declared by name, rather than a key of a map. */
  public boolean declares(String field) {
    return source.path("properties").has(field);
  }

  /** Whether a field may be there at all. */
  public boolean knows(String field) {
    return declares(field) || isMap() || preservesUnknown();
  }

  /** The schema of a field or of a map's value. */
  public Schema field(String name) {
    return fields.computeIfAbsent(name, this::resolveField);
  }

  private Schema resolveField(String name) {
    JsonNode declared = source.path("properties").path(name);
    if (declared.isObject()) {
      return of(declared, definitions);
    }
    JsonNode values = source.path("additionalProperties");
    return values.isObject() ? of(values, definitions) : ANY;
  }

  /** The schema of a list's items. */
  public Schema items() {
    return fields.computeIfAbsent(
        "[]", i -> source.path("items").isObject() ? of(source.path("items"), definitions) : ANY);
  }

  /** Whether fields are keys of a map. */
  public boolean isMap() {
    JsonNode values = source.path("additionalProperties");
    return values.isObject() || values.asBoolean(false);
  }

  /** Whether undeclared fields stay. */
  public boolean preservesUnknown() {
    return source.path("x-kubernetes-preserve-unknown-fields").asBoolean(false);
  }

  /** Whether both numbers and strings are accepted. */
  public boolean isIntOrString() {
    return source.path("x-kubernetes-int-or-string").asBoolean(false);
  }

  /** Whether the value is a whole object with its own metadata. */
  public boolean isEmbedded() {
    return source.path("x-kubernetes-embedded-resource").asBoolean(false);
  }

  /** Whether null is a value. */
  public boolean isNullable() {
    return source.path("nullable").asBoolean(false);
  }

  /** The value of a field that is left out. */
  public Optional<JsonNode> defaultValue() {
    return Optional.ofNullable(source.get("default"));
  }

  /** The fields that have to be there. */
  public List<String> required() {
    return texts("required");
  }

  /** Whether the list is one of items that several managers may own side by side. */
  public boolean isAssociative() {
    return isKeyed() || isSet();
  }

  /** Whether the list's items are told apart by key fields. */
  public boolean isKeyed() {
    return listType().equals("map");
  }

  /** Whether the list's items are scalars, each at most once. */
  public boolean isSet() {
    return listType().equals("set");
  }

  /** The key fields of a keyed list. */
  public List<String> keys() {
    return texts("x-kubernetes-list-map-keys");
  }

  /** Whether a value of this schema is owned and replaced as one. */
  public boolean isLeaf(JsonNode value) {
    if (value.isArray()) {
      return !isAssociative();
    }
    return !value.isObject() || source.path("x-kubernetes-map-type").asText("").equals("atomic");
  }

  private String listType() {
    return source.path("x-kubernetes-list-type").asText("");
  }

  private List<String> texts(String field) {
    List<String> texts = new ArrayList<>();
    source.path(field).forEach(t -> texts.add(t.asText()));
    return texts;
  }
}
