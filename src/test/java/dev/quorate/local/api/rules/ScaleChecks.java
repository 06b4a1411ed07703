package dev.quorate.local.api.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quorate.local.api.request.FieldError;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the scale subresource asks of the fields that it reads, beside what the schema says of them.
 */
final class ScaleChecks {
  private ScaleChecks() {}

  static List<FieldError> check(Write write) {
    JsonNode scale =
        write.target().version().definition().map(d -> d.at("/subresources/scale")).orElseThrow();
    if (scale.isMissingNode()) {
      return List.of();
    }
    Optional<FieldError> wanted =
        write.target().is("status")
            ? Optional.empty()
            : count(scale.path("specReplicasPath").asText(), write);
    return Stream.of(wanted, count(scale.path("statusReplicasPath").asText(), write))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<FieldError> count(String path, Write write) {
    JsonNode value = write.object().at(path.replace('.', '/'));
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    if (!value.isIntegralNumber()) {
      return Optional.of(
          FieldError.invalid(
              path,
              "0",
              "%s accessor error: %s is of the type %s, expected int64"
                  .formatted(path, value.asText(), goType(value))));
    }
    String shown = value.asText();
    if (value.asLong() < 0) {
      return Optional.of(FieldError.invalid(path, shown, "should be a non-negative integer"));
    }
    return value.asLong() > Integer.MAX_VALUE
        ? Optional.of(
            FieldError.invalid(path, shown, "should be less than or equal to " + Integer.MAX_VALUE))
        : Optional.empty();
  }

  private static String goType(JsonNode value) {
    if (value.isNumber()) {
      return "float64";
    }
    return value.isBoolean() ? "bool" : "string";
  }
}
