package dev.quorate.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.quorate.artefacts.ShippedRules;
import dev.quorate.diagnosis.Rule;
import dev.quorate.diagnosis.Rules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Unit tests for promtool, one for each alert of a rule of the diagnosis: it fires while the rule
 * finds something, once although two replicas of the operator say so, and no other does.
 */
record AlertTests(List<JsonNode> alerts) {
  private static final Pattern RULE = Pattern.compile("rule=\"(\\w+)\"");

  /** Every quarter of a minute; found from the first minute to the second. */
  private static final String FOUND = "_ _ _ _ 1 1 1 1 stale";

  static AlertTests of(ShippedRules rules) {
    return new AlertTests(
        rules.alerts().stream()
            .filter(alert -> RULE.matcher(alert.path("expr").asText()).find())
            .toList());
  }

  void write(Path file) throws IOException {
    var json = JsonNodeFactory.instance.objectNode();
    json.putArray("rule_files").add("rules.yaml");
    json.put("evaluation_interval", "15s");
    var tests = json.putArray("tests");
    for (int i = 0; i < alerts.size(); i++) {
      test(tests.addObject(), alerts.get(i), alerts.get((i + 1) % alerts.size()));
    }
    new YAMLMapper().writeValue(file.toFile(), json);
  }

  private static Rule rule(JsonNode alert) {
    var name = RULE.matcher(alert.path("expr").asText());
    if (!name.find()) {
      throw new IllegalArgumentException(alert.toString());
    }
    return Rules.named(name.group(1)).orElseThrow();
  }

  private static void test(ObjectNode test, JsonNode alert, JsonNode other) {
    String rule = rule(alert).name();
    test.put("name", rule).put("interval", "15s");
    var series = test.putArray("input_series");
    series(series, "cluster=\"zk\",pod=\"quorate-0\"", rule, FOUND);
    series(series, "cluster=\"zk\",pod=\"quorate-1\"", rule, FOUND);
    series(series, "cluster=\"calm\",pod=\"quorate-0\"", rule, "0 0 0 0 0 0 0 0 0");
    var expected = test.putArray("alert_rule_test");
    at(expected, "45s", alert);
    fires(at(expected, "1m", alert).addObject(), alert);
    at(expected, "1m", other);
    fires(at(expected, "105s", alert).addObject(), alert);
    at(expected, "2m", alert);
  }

  private static void series(ArrayNode list, String labels, String rule, String values) {
    list.addObject()
        .put(
            "series",
            "quorate_cluster_problem{namespace=\"orders\",%s,rule=\"%s\"}".formatted(labels, rule))
        .put("values", values);
  }

  private static ArrayNode at(ArrayNode expected, String time, JsonNode alert) {
    return expected
        .addObject()
        .put("eval_time", time)
        .put("alertname", alert.path("alert").asText())
        .putArray("exp_alerts");
  }

  private static void fires(ObjectNode expected, JsonNode alert) {
    var rule = rule(alert);
    expected
        .putObject("exp_labels")
        .put("severity", rule.level().text().toLowerCase(Locale.ROOT))
        .put("namespace", "orders")
        .put("cluster", "zk");
    expected
        .putObject("exp_annotations")
        .put("runbook_url", ShippedRules.RUNBOOKS + "/" + rule.name() + ".md")
        .put("summary", filledIn(alert.at("/annotations/summary")))
        .put("description", filledIn(alert.at("/annotations/description")));
  }

  private static String filledIn(JsonNode text) {
    return text.asText()
        .replace("{{ $labels.namespace }}", "orders")
        .replace("{{ $labels.cluster }}", "zk");
  }
}
