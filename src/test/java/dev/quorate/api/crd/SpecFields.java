package dev.quorate.api.crd;

import dev.quorate.api.ZookeeperClusterSpec;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The fields of a specification, as its records have them. */
public final class SpecFields {
  /** Filled in by the operator when it reads; no part of the definition. */
  static final String NOT_WRITTEN = "unreadable";

  private SpecFields() {}

  /** Those of {@link ZookeeperClusterSpec}, a section before what is in it. */
  public static List<SpecField> all() {
    return flat(of(ZookeeperClusterSpec.class));
  }

  /** Those that have a value of their own. */
  public static List<SpecField> values() {
    return all().stream().filter(field -> !field.isSection()).toList();
  }

  static List<SpecField> of(Class<?> type) {
    return of("", type);
  }

  private static List<SpecField> of(String prefix, Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .filter(component -> !component.getName().equals(NOT_WRITTEN))
        .map(component -> field(prefix + component.getName(), component))
        .toList();
  }

  private static SpecField field(String path, RecordComponent component) {
    return new SpecField(
        path,
        component,
        component.getType().isRecord() ? of(path + ".", component.getType()) : List.of());
  }

  static List<SpecField> flat(List<SpecField> fields) {
    return fields.stream()
        .flatMap(field -> Stream.concat(Stream.of(field), flat(field.fields()).stream()))
        .toList();
  }

  /** Paths of values of which nobody says what a change costs. */
  static List<String> unclassified(Class<?> type) {
    var silent = new ArrayList<String>();
    for (var field : flat(of(type))) {
      if (!field.isSection() && field.cost().isEmpty()) {
        silent.add(field.path());
      }
    }
    return silent;
  }
}
