package dev.quorate.local.api.request;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Selects by labels, as a query parameter or as the LabelSelector of an object says. */
public final class LabelSelector {
  private static final String KEY = "\\s*([\\w./-]+)\\s*";
  private static final Pattern SET = Pattern.compile(KEY + "\\s(in|notin)\\s*\\(([^)]*)\\)\\s*");
  private static final Pattern EQUALS = Pattern.compile(KEY + "(==|=|!=)\\s*([\\w.-]*)\\s*");
  private static final Pattern EXISTS = Pattern.compile("\\s*(!?)" + KEY);

  private LabelSelector() {}

  /** Reads {@code a=b,c!=d,e in (f,g),h notin (i),j,!k}. */
  public static Predicate<Map<String, String>> parse(String text) {
    Predicate<Map<String, String>> all = labels -> true;
    for (String requirement : text.split(",(?![^(]*\\))", -1)) {
      if (!requirement.isBlank()) {
        all = all.and(requirement(requirement));
      }
    }
    return all;
  }

  /** Reads {@code matchLabels} and {@code matchExpressions}; an empty selector selects all. */
  public static Predicate<Map<String, String>> of(JsonNode selector) {
    Predicate<Map<String, String>> all = labels -> true;
    for (var label : selector.path("matchLabels").properties()) {
      all = all.and(in(label.getKey(), List.of(label.getValue().asText())));
    }
    for (JsonNode expression : selector.path("matchExpressions")) {
      String key = expression.path("key").asText();
      List<String> values = new ArrayList<>();
      expression.path("values").forEach(v -> values.add(v.asText()));
      all =
          all.and(
              switch (expression.path("operator").asText()) {
                case "In" -> in(key, values);
                case "NotIn" -> in(key, values).negate();
                case "Exists" -> labels -> labels.containsKey(key);
                default -> labels -> !labels.containsKey(key);
              });
    }
    return all;
  }

  private static Predicate<Map<String, String>> requirement(String text) {
    Matcher set = SET.matcher(text);
    if (set.matches()) {
      var among =
          in(set.group(1), Arrays.stream(set.group(3).split(",", -1)).map(String::strip).toList());
      return set.group(2).equals("in") ? among : among.negate();
    }
    Matcher equals = EQUALS.matcher(text);
    if (equals.matches()) {
      var same = in(equals.group(1), List.of(equals.group(3)));
      return equals.group(2).equals("!=") ? same.negate() : same;
    }
    Matcher exists = EXISTS.matcher(text);
    if (exists.matches()) {
      boolean wanted = exists.group(1).isEmpty();
      return labels -> labels.containsKey(exists.group(2)) == wanted;
    }
    throw ApiError.badRequest("unable to parse requirement: found '" + text + "'");
  }

  private static Predicate<Map<String, String>> in(String key, List<String> values) {
    return labels -> labels.containsKey(key) && values.contains(labels.get(key));
  }
}
