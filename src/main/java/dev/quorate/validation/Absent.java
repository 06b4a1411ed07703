package dev.quorate.validation;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** What an absent value means. */
final class Absent {
  private Absent() {}

  static <T> T or(T value, T fallback) {
    return value == null ? fallback : value;
  }

  static <T> List<T> list(List<T> value) {
    return value == null ? List.of() : value.stream().filter(Objects::nonNull).toList();
  }

  static <T> SortedMap<String, T> map(Map<String, T> value) {
    return value == null ? new TreeMap<>() : new TreeMap<>(value);
  }
}
