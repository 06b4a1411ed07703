package dev.quorate.local.api.cel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.runtime.CelEvaluationException;
import dev.quorate.local.api.cel.CelRules.Place;
import dev.quorate.local.api.request.FieldError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** One entry of {@code x-kubernetes-validations}. */
record CelRule(JsonNode written) {
  private static final Pattern OLD = Pattern.compile("\\boldSelf\\b");

  /** Whether it compares with the old value. */
  boolean isTransition() {
    return OLD.matcher(written.path("rule").asText()).find();
  }

  /** Whether it is evaluated without an old value too. */
  boolean isOldOptional() {
    return written.path("optionalOldSelf").asBoolean(false);
  }

  /** The error, if the value breaks the rule. */
  Optional<FieldError> check(Place place, String type) {
    Map<String, Object> variables = new HashMap<>();
    variables.put("self", place.self());
    if (isOldOptional()) {
      variables.put("oldSelf", place.old());
    } else {
      place.old().ifPresent(o -> variables.put("oldSelf", o));
    }
    try {
      Object value = expression("rule").evaluate(variables);
      return Boolean.TRUE.equals(value)
          ? Optional.empty()
          : Optional.of(error(place, type, message(variables)));
    } catch (CelEvaluationException e) {
      String why = e.getMessage() + " evaluating rule: " + plainMessage();
      return Optional.of(FieldError.invalid(shown(place.path()), "\"" + type + "\"", why));
    }
  }

  /** What is wrong with the rule itself. */
  List<FieldError> compile(String path) {
    List<FieldError> errors = new ArrayList<>();
    for (String field : List.of("rule", "messageExpression")) {
      if (field.equals("rule") || written.has(field)) {
        try {
          expression(field);
        } catch (IllegalArgumentException e) {
          errors.add(
              FieldError.invalid(
                  path + "." + field, written.path(field).toString(), e.getMessage()));
        }
      }
    }
    return errors;
  }

  private Expression expression(String field) {
    return Expression.of(written.path(field).asText(), isOldOptional());
  }

  private FieldError error(Place place, String type, String message) {
    String path = shown(place.path() + written.path("fieldPath").asText(""));
    return switch (written.path("reason").asText("")) {
      case "FieldValueForbidden" -> FieldError.forbidden(path, message);
      case "FieldValueRequired" -> FieldError.required(path, message);
      case "FieldValueDuplicate" ->
          new FieldError("FieldValueDuplicate", path, "Duplicate value: \"" + type + "\"");
      default -> FieldError.invalid(path, "\"" + type + "\"", message);
    };
  }

  private String message(Map<String, Object> variables) {
    if (written.has("messageExpression")) {
      try {
        if (expression("messageExpression").evaluate(variables) instanceof String text
            && !text.isBlank()
            && !text.contains("\n")) {
          return text.strip();
        }
      } catch (CelEvaluationException e) {
        return plainMessage();
      }
    }
    return plainMessage();
  }

  private String plainMessage() {
    String message = written.path("message").asText("");
    return message.isEmpty() ? "failed rule: " + written.path("rule").asText().strip() : message;
  }

  private static String shown(String path) {
    if (path.isEmpty()) {
      return "<nil>";
    }
    return path.startsWith(".") ? path.substring(1) : path;
  }
}
