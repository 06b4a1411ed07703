package dev.quorate.desired;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** JSON in one form for equal content: keys in order, nothing that is null. */
final class CanonicalJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

  private CanonicalJson() {}

  static String text(Object value) {
    try {
      return MAPPER.writeValueAsString(plain(value));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** As a tree with its keys in order, which can be changed without touching the value. */
  static JsonNode tree(Object value) {
    try {
      return MAPPER.readTree(text(value));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** The same value with every map in order, so that it is written the same way everywhere. */
  static <T> T sorted(Object value, Class<T> type) {
    return MAPPER.convertValue(tree(value), type);
  }

  // Maps of maps: only those are written in order.
  private static Object plain(Object value) {
    return MAPPER.convertValue(value, Object.class);
  }
}
