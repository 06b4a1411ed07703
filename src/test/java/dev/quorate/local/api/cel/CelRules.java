package dev.quorate.local.api.cel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.request.FieldError;
import dev.quorate.local.api.schema.Schema;
import dev.quorate.local.api.store.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Walks an object along its schema and evaluates the rules that it meets. */
public final class CelRules {
  private static final String RULES = "x-kubernetes-validations";
  private final List<FieldError> errors = new ArrayList<>();

  private CelRules() {}

  /** The rules that an object breaks; transition rules only where there is an old value. */
  public static List<FieldError> check(Schema schema, ObjectNode object, Optional<ObjectNode> old) {
    var rules = new CelRules();
    Optional<JsonNode> before = old.map(o -> o);
    rules.evaluate(
        schema,
        new Place("", CelValues.root(schema, object), before.map(o -> CelValues.root(schema, o))),
        before.filter(o -> Json.same(o, object)).isPresent());
    for (String name : schema.properties()) {
      if (object.has(name) && !name.equals("metadata")) {
        rules.visit(schema.field(name), object.path(name), field(before, name), name);
      }
    }
    return rules.errors;
  }

  /** Whether a schema has rules anywhere. */
  public static boolean anyIn(Schema schema) {
    return schema.source().findValue(RULES) != null;
  }

  /** What is wrong with the rules of a definition themselves. */
  public static List<FieldError> compile(String path, JsonNode schema) {
    List<FieldError> errors = new ArrayList<>();
    int index = 0;
    for (JsonNode written : schema.path(RULES)) {
      String at = path + "." + RULES + "[" + index++ + "]";
      errors.addAll(new CelRule(written).compile(at));
    }
    for (var field : schema.path("properties").properties()) {
      errors.addAll(compile(path + ".properties[" + field.getKey() + "]", field.getValue()));
    }
    for (String below : List.of("items", "additionalProperties")) {
      if (schema.path(below).isObject()) {
        errors.addAll(compile(path + "." + below, schema.path(below)));
      }
    }
    return errors;
  }

  private void visit(Schema schema, JsonNode value, Optional<JsonNode> old, String path) {
    if (value.isNull()) {
      return;
    }
    boolean unchanged = old.filter(o -> Json.same(o, value)).isPresent();
    evaluate(
        schema,
        new Place(path, CelValues.of(schema, value), old.map(o -> CelValues.of(schema, o))),
        unchanged);
    if (value.isArray()) {
      int index = 0;
      for (JsonNode item : value) {
        visit(schema.items(), item, item(schema, old, item), path + "[" + index++ + "]");
      }
    } else {
      for (var field : value.properties()) {
        String name = field.getKey();
        String below = schema.declares(name) ? path + "." + name : path + "[" + name + "]";
        visit(schema.field(name), field.getValue(), field(old, name), below);
      }
    }
  }

  /** Where a rule is evaluated, and with which values. */
  record Place(String path, Object self, Optional<Object> old) {}

  private void evaluate(Schema schema, Place place, boolean unchanged) {
    for (JsonNode written : schema.source().path(RULES)) {
      var rule = new CelRule(written);
      // What was stored before stays acceptable as long as nobody touches it.
      boolean ratchets = unchanged && !rule.isTransition();
      boolean applies = !rule.isTransition() || rule.isOldOptional() || place.old().isPresent();
      if (applies && !ratchets) {
        rule.check(place, schema.type()).ifPresent(errors::add);
      }
    }
  }

  private static Optional<JsonNode> field(Optional<JsonNode> old, String name) {
    return old.map(o -> o.path(name)).filter(f -> !f.isMissingNode());
  }

  /** Only items of keyed lists have an old self. */
  private static Optional<JsonNode> item(Schema list, Optional<JsonNode> old, JsonNode item) {
    if (old.isEmpty() || !list.isKeyed()) {
      return Optional.empty();
    }
    for (JsonNode candidate : old.get()) {
      if (list.keys().stream().allMatch(k -> Json.same(candidate.path(k), item.path(k)))) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }
}
