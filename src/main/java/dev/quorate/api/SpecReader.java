package dev.quorate.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads a specification value by value. A value of the wrong type, which only an old or missing
 * schema lets through, is left out and named, instead of failing the whole list or watch that it is
 * part of: one bad resource must not blind the operator for all others.
 */
final class SpecReader extends JsonDeserializer<ZookeeperClusterSpec> {
  private static final int MOST = 20;
  private static final int LONGEST = 60;
  private static final ObjectMapper MAPPER = mapper();

  /** Takes this very deserializer off the type, or reading would never end. */
  @JsonDeserialize(using = JsonDeserializer.None.class)
  private interface Plain {}

  private static ObjectMapper mapper() {
    var mapper =
        JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .addMixIn(ZookeeperClusterSpec.class, Plain.class)
            .build();
    var text = mapper.coercionConfigFor(LogicalType.Textual);
    text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
    text.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
    text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    return mapper;
  }

  @Override
  public ZookeeperClusterSpec deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    JsonNode tree = context.readTree(parser);
    var unreadable = new ArrayList<String>();
    while (unreadable.size() < MOST) {
      try {
        var spec = MAPPER.treeToValue(tree, ZookeeperClusterSpec.class);
        return unreadable.isEmpty() ? spec : spec.withUnreadable(unreadable);
      } catch (JsonMappingException e) {
        unreadable.add(describe(e, tree));
        tree = without(tree, e.getPath());
      } catch (JsonProcessingException e) {
        unreadable.add("spec: is not an object");
        tree = JsonNodeFactory.instance.objectNode();
      }
    }
    return MAPPER
        .treeToValue(JsonNodeFactory.instance.objectNode(), ZookeeperClusterSpec.class)
        .withUnreadable(unreadable);
  }

  private static JsonNode without(JsonNode tree, List<Reference> path) {
    if (path.isEmpty()) {
      return JsonNodeFactory.instance.objectNode();
    }
    JsonNode parent = tree;
    for (Reference step : path.subList(0, path.size() - 1)) {
      parent = child(parent, step);
    }
    Reference last = path.getLast();
    switch (parent) {
      case ObjectNode object -> object.remove(last.getFieldName());
      case ArrayNode array -> array.remove(last.getIndex());
      default -> {
        return JsonNodeFactory.instance.objectNode();
      }
    }
    return tree;
  }

  private static JsonNode child(JsonNode parent, Reference step) {
    return step.getFieldName() == null
        ? parent.path(step.getIndex())
        : parent.path(step.getFieldName());
  }

  private static String describe(JsonMappingException complaint, JsonNode tree) {
    var field = new StringBuilder("spec");
    JsonNode value = tree;
    for (Reference step : complaint.getPath()) {
      value = child(value, step);
      if (step.getFieldName() == null) {
        field.append('[').append(step.getIndex()).append(']');
      } else {
        field.append('.').append(step.getFieldName());
      }
    }
    String text = value.toString();
    return field
        + ": "
        + (text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text)
        + " is not "
        + wanted(complaint);
  }

  private static String wanted(JsonMappingException complaint) {
    Class<?> type =
        complaint instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null
            ? mismatch.getTargetType()
            : Object.class;
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(constant -> MAPPER.convertValue(constant, String.class))
          .collect(Collectors.joining(", ", "one of ", ""));
    }
    return switch (type.getSimpleName()) {
      case "Integer", "Long" -> "a whole number";
      case "Boolean" -> "true or false";
      case "String" -> "text; numbers and true or false need quotes here";
      default -> "what belongs there";
    };
  }
}
