package dev.quorate.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.quorate.api.Cost;
import dev.quorate.api.crd.SpecField;
import dev.quorate.api.crd.SpecFields;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Two values of every field, from {@code desired/field-values.yaml}. */
public final class FieldCases {
  private static final Path FILE = Path.of("src/test/resources/desired/field-values.yaml");
  private static final ObjectMapper YAML = new YAMLMapper();
  private static final JsonNode VALUES = read();
  private static final String OBSERVERS = "observers.";

  private FieldCases() {}

  /** Fails when a field has no values. */
  public static Stream<FieldCase> all() {
    return SpecFields.values().stream().map(FieldCases::of);
  }

  /** Those whose change costs this. */
  public static Stream<FieldCase> of(Cost cost) {
    return all().filter(field -> field.cost() == cost);
  }

  private static FieldCase of(SpecField field) {
    var values = values(field).orElseThrow(() -> noValues(field));
    var given = JsonNodeFactory.instance.objectNode();
    given.putObject("storage").putObject("data").put("size", "10Gi");
    given.putObject("observers").put("replicas", 2);
    if (field.path().startsWith("observers.storage.")) {
      given.withObject("/observers/storage/data").put("size", "10Gi");
    }
    merge(given, values.path("given"));
    return new FieldCase(field, values.required("from"), values.required("to"), given);
  }

  /** What observers may have of their own has the values of what all members have. */
  private static Optional<JsonNode> values(SpecField field) {
    if (VALUES.has(field.path()) || !field.isOfObservers()) {
      return Optional.ofNullable(VALUES.get(field.path()));
    }
    return Optional.ofNullable(VALUES.get(field.path().substring(OBSERVERS.length())))
        .map(values -> {
          ObjectNode own = values.deepCopy();
          if (own.has("given")) {
            own.set(
                "given", JsonNodeFactory.instance.objectNode().set("observers", own.get("given")));
          }
          return own;
        });
  }

  private static IllegalStateException noValues(SpecField field) {
    return new IllegalStateException(
        "spec.%s has no values in %s; add a line, so that what it costs is tested"
            .formatted(field.path(), FILE));
  }

  /** As a merge patch: null takes away. */
  private static void merge(ObjectNode target, JsonNode patch) {
    patch
        .properties()
        .forEach(entry -> {
          if (entry.getValue().isNull()) {
            target.remove(entry.getKey());
          } else if (entry.getValue() instanceof ObjectNode section
              && target.get(entry.getKey()) instanceof ObjectNode existing) {
            merge(existing, section);
          } else {
            target.set(entry.getKey(), entry.getValue());
          }
        });
  }

  private static JsonNode read() {
    try {
      return YAML.readTree(FILE.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
