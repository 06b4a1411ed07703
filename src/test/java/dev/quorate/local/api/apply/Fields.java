package dev.quorate.local.api.apply;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quorate.local.api.schema.Schema;

/** The paths that an object holds: what applying it means to own. */
final class Fields {
  private Fields() {}

  static FieldSet of(Schema schema, JsonNode object) {
    var fields = new FieldSet();
    inside(schema, object, fields);
    return fields;
  }

  /** Adds the paths below a map or a list. */
  private static void inside(Schema schema, JsonNode value, FieldSet into) {
    if (value.isArray()) {
      for (JsonNode item : value) {
        String element = PathElement.item(schema, item);
        into.add(element);
        add(schema.items(), item, element, into);
      }
    } else {
      for (var field : value.properties()) {
        String element = PathElement.field(field.getKey());
        add(schema.field(field.getKey()), field.getValue(), element, into);
        if (!schema.declares(field.getKey())) {
          into.add(element);
        }
      }
    }
  }

  private static void add(Schema schema, JsonNode value, String element, FieldSet into) {
    if (schema.isLeaf(value) || value.isEmpty()) {
      into.add(element);
    } else {
      inside(schema, value, into.below(element));
    }
  }

  /** The same set with every struct field on the way to a member as a member. */
  static FieldSet withNamedParents(Schema schema, FieldSet set) {
    var result = new FieldSet();
    set.members().forEach(result::add);
    for (var child : set.children().entrySet()) {
      String element = child.getKey();
      var name = PathElement.fieldName(element);
      if (name.filter(schema::declares).isPresent()) {
        result.add(element);
      }
      Schema below = name.map(schema::field).orElseGet(schema::items);
      result.children().put(element, withNamedParents(below, child.getValue()));
    }
    return result;
  }
}
