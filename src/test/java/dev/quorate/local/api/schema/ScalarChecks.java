package dev.quorate.local.api.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import dev.quorate.local.api.request.FieldError;
import dev.quorate.local.api.store.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Bounds of numbers; length, pattern and format of strings. */
final class ScalarChecks {
  private static final Map<String, Pattern> PATTERNS = new ConcurrentHashMap<>();
  private static final Map<String, String> FORMATS =
      Map.of(
          "date-time",
              "\\d{4}-\\d\\d-\\d\\d[Tt]\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?([Zz]|[+-]\\d\\d:\\d\\d)",
          "date", "\\d{4}-\\d\\d-\\d\\d",
          "duration", "[+-]?(\\d+(\\.\\d+)?(ns|us|µs|ms|s|m|h|d|w))+|0",
          "ipv4", "(\\d{1,3}\\.){3}\\d{1,3}",
          "uuid", "(?i)[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}",
          "byte", "[A-Za-z0-9+/]*={0,2}");

  private final List<FieldError> errors = new ArrayList<>();
  private final JsonNode rules;
  private final JsonNode value;
  private final String path;

  private ScalarChecks(JsonNode rules, JsonNode value, String path) {
    this.rules = rules;
    this.value = value;
    this.path = path;
  }

  static List<FieldError> of(Schema schema, JsonNode value, String path) {
    var checks = new ScalarChecks(schema.source(), value, path);
    if (value.isNumber()) {
      checks.number();
    } else if (value.isTextual()) {
      checks.string();
    }
    return checks.errors;
  }

  private void number() {
    bound("maximum", "exclusiveMaximum", "less", 1);
    bound("minimum", "exclusiveMinimum", "greater", -1);
    BigDecimal number = value.decimalValue();
    if (rules.has("multipleOf")
        && number.remainder(rules.path("multipleOf").decimalValue()).signum() != 0) {
      add("should be a multiple of " + shown("multipleOf"));
    }
    String format = rules.path("format").asText("");
    if (format.equals("int32") && !value.canConvertToInt()) {
      add("must be of type int32: " + Json.text(value));
    }
  }

  /** A bound is broken by values on its wrong side, and by itself when it is exclusive. */
  private void bound(String name, String exclusive, String side, int wrong) {
    if (rules.has(name)) {
      boolean open = rules.path(exclusive).asBoolean();
      int order = value.decimalValue().compareTo(rules.path(name).decimalValue());
      if (order == wrong || (open && order == 0)) {
        add("should be " + side + " than " + (open ? "" : "or equal to ") + shown(name));
      }
    }
  }

  private void string() {
    String text = value.asText();
    int length = text.codePointCount(0, text.length());
    if (length < rules.path("minLength").asInt(0)) {
      add("should be at least " + rules.path("minLength").asInt() + " chars long");
    }
    if (rules.has("maxLength") && length > rules.path("maxLength").asInt()) {
      errors.add(
          new FieldError(
              "FieldValueTooLong",
              path,
              "Too long: may not be more than " + rules.path("maxLength").asInt() + " bytes"));
    }
    String pattern = rules.path("pattern").asText("");
    if (!pattern.isEmpty() && !matcher(pattern).matcher(text).find()) {
      add("should match '" + pattern + "'");
    }
    String format = rules.path("format").asText("");
    if (FORMATS.containsKey(format) && !matcher(FORMATS.get(format)).matcher(text).matches()) {
      add("must be of type " + format + ": " + Json.text(value));
    }
  }

  private void add(String rule) {
    errors.add(FieldError.invalid(path, Json.text(value), path + " in body " + rule));
  }

  /** A bound without the {@code .0} that generators put behind whole numbers. */
  private String shown(String bound) {
    return rules.path(bound).decimalValue().stripTrailingZeros().toPlainString();
  }

  private static Pattern matcher(String pattern) {
    return PATTERNS.computeIfAbsent(pattern, Pattern::compile);
  }
}
