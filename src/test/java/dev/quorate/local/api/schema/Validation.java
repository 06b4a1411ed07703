package dev.quorate.local.api.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.request.FieldError;
import dev.quorate.local.api.store.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks values against a structural schema, in the words of the real server. */
public final class Validation {
  private final List<FieldError> errors = new ArrayList<>();

  private Validation() {}

  /** What is wrong with a custom resource; its metadata is checked elsewhere. */
  public static List<FieldError> of(Schema schema, ObjectNode object) {
    var validation = new Validation();
    ObjectNode own = object.deepCopy();
    own.remove(List.of("metadata", "apiVersion", "kind"));
    validation.object(schema, own, "");
    return validation.errors;
  }

  private void value(Schema schema, JsonNode value, String path) {
    if (value.isNull() && schema.isNullable()) {
      return;
    }
    if (!ValueType.fits(schema, value)) {
      errors.add(ValueType.mismatch(schema, value, path));
      return;
    }
    errors.addAll(ScalarChecks.of(schema, value, path));
    enumeration(schema, value, path);
    if (value.isObject()) {
      object(schema, value, path);
    } else if (value.isArray()) {
      array(schema, value, path);
    }
    combinations(schema, value, path);
  }

  private void enumeration(Schema schema, JsonNode value, String path) {
    JsonNode allowed = schema.source().path("enum");
    if (allowed.isEmpty()) {
      return;
    }
    List<String> shown = new ArrayList<>();
    for (JsonNode option : allowed) {
      if (Json.same(option, value)) {
        return;
      }
      shown.add(option.isTextual() ? Json.text(option) : "\"" + Json.text(option) + "\"");
    }
    String supported = shown.stream().sorted().collect(Collectors.joining(", "));
    errors.add(
        new FieldError(
            "FieldValueNotSupported",
            path,
            "Unsupported value: " + Json.text(value) + ": supported values: " + supported));
  }

  private void object(Schema schema, JsonNode value, String path) {
    for (String required : schema.required()) {
      boolean elsewhere = path.isEmpty() && required.equals("metadata");
      if (!value.has(required) && !elsewhere) {
        errors.add(FieldError.required(below(path, required), ""));
      }
    }
    int size = value.size();
    JsonNode limits = schema.source();
    if (size < limits.path("minProperties").asInt(0)) {
      errors.add(
          FieldError.invalid(
              path,
              Json.text(value),
              path
                  + " in body should have at least "
                  + limits.path("minProperties").asInt()
                  + " properties"));
    }
    tooMany(size, limits.path("maxProperties"), path);
    for (var field : value.properties()) {
      if (schema.knows(field.getKey())) {
        value(schema.field(field.getKey()), field.getValue(), below(path, field.getKey()));
      }
    }
  }

  private void array(Schema schema, JsonNode value, String path) {
    int minimum = schema.source().path("minItems").asInt(0);
    if (value.size() < minimum) {
      errors.add(
          FieldError.invalid(
              path,
              Integer.toString(value.size()),
              path + " in body should have at least " + minimum + " items"));
    }
    tooMany(value.size(), schema.source().path("maxItems"), path);
    Set<JsonNode> seen = new HashSet<>();
    int index = 0;
    for (JsonNode item : value) {
      String at = path + "[" + index++ + "]";
      JsonNode identity = identity(schema, item);
      if (schema.isAssociative() && !seen.add(identity)) {
        errors.add(
            new FieldError("FieldValueDuplicate", at, "Duplicate value: " + Json.text(identity)));
      }
      value(schema.items(), item, at);
    }
  }

  private static JsonNode identity(Schema list, JsonNode item) {
    if (!list.isKeyed()) {
      return item;
    }
    ObjectNode key = Json.object();
    list.keys().forEach(k -> key.set(k, item.path(k).deepCopy()));
    return key;
  }

  private void tooMany(int size, JsonNode maximum, String path) {
    if (maximum.isNumber() && size > maximum.asInt()) {
      errors.add(
          new FieldError(
              "FieldValueTooMany",
              path,
              "Too many: " + size + ": must have at most " + maximum.asInt() + " items"));
    }
  }

  private void combinations(Schema schema, JsonNode value, String path) {
    if (schema.isIntOrString()) {
      return;
    }
    JsonNode all = schema.source();
    for (JsonNode each : all.path("allOf")) {
      value(merged(schema, each), value, path);
    }
    long any = matches(schema, all.path("anyOf"), value);
    if (!all.path("anyOf").isEmpty() && any == 0) {
      combination(value, path, "must validate at least one schema (anyOf)");
    }
    long one = matches(schema, all.path("oneOf"), value);
    if (!all.path("oneOf").isEmpty() && one != 1) {
      String found = one == 0 ? "none valid" : one + " valid alternatives";
      combination(value, path, "must validate one and only one schema (oneOf). Found " + found);
    }
    if (!all.path("not").isEmpty() && fits(merged(schema, all.path("not")), value)) {
      combination(value, path, "must not validate the schema (not)");
    }
  }

  private void combination(JsonNode value, String path, String rule) {
    errors.add(FieldError.invalid(path, Json.text(value), "\"" + path + "\" " + rule));
  }

  private static long matches(Schema schema, JsonNode options, JsonNode value) {
    long matches = 0;
    for (JsonNode option : options) {
      matches += fits(merged(schema, option), value) ? 1 : 0;
    }
    return matches;
  }

  private static boolean fits(Schema schema, JsonNode value) {
    var validation = new Validation();
    validation.value(schema, value, "");
    return validation.errors.isEmpty();
  }

  /** A junctor's branch says nothing of types and of what else may be there. */
  private static Schema merged(Schema schema, JsonNode branch) {
    ObjectNode open = branch.deepCopy();
    if (!open.has("type") && !schema.type().isEmpty()) {
      open.put("type", schema.type());
    }
    return Schema.of(open, ModelDefinitions.SHARED.definitions());
  }

  private static String below(String path, String field) {
    return path.isEmpty() ? field : path + "." + field;
  }
}
