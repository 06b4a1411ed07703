package dev.quorate.api.crd;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;

/** What a field holds, for people. */
final class TypeName {
  private TypeName() {}

  static String of(RecordComponent component) {
    return of(component.getGenericType());
  }

  private static String of(Type type) {
    return switch (type) {
      case ParameterizedType list when list.getRawType() == List.class ->
          "list of " + of(list.getActualTypeArguments()[0]);
      case ParameterizedType map when map.getRawType() == Map.class ->
          "map of " + of(map.getActualTypeArguments()[1]);
      case Class<?> plain -> of(plain);
      default -> throw new IllegalStateException("a type without a name: " + type);
    };
  }

  private static String of(Class<?> type) {
    if (type.isRecord()) {
      return "section";
    }
    if (type.isEnum()) {
      return "word";
    }
    if (type == JsonNode.class) {
      return "part of a PodTemplateSpec";
    }
    return switch (type.getSimpleName()) {
      case "String" -> "text";
      case "Integer", "Long" -> "whole number";
      case "Boolean" -> "true or false";
      default -> type.getSimpleName();
    };
  }
}
