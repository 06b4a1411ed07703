package dev.quorate.dashboards;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One picture of a dashboard.
 *
 * @param meaning what it shows, as a sentence
 * @param worry when a person should look closer, as the rest of a sentence that begins with
 *     <i>Worry</i>
 * @param limit the rule that looks at the same number
 */
record Panel(
    Look look,
    String title,
    Unit unit,
    String meaning,
    String worry,
    Tone tone,
    Optional<RuleLimit> limit,
    List<Query> queries) {
  private static final String[] COLUMNS_OF_PROMETHEUS = {"Time", "__name__", "job", "instance"};

  Panel {
    queries = List.copyOf(queries);
  }

  private static Panel of(Look look, String title, Unit unit, String meaning, String worry) {
    return new Panel(look, title, unit, meaning, worry, Tone.NEUTRAL, Optional.empty(), List.of());
  }

  static Panel lines(String title, Unit unit, String meaning, String worry) {
    return of(Look.LINES, title, unit, meaning, worry);
  }

  static Panel bars(String title, Unit unit, String meaning, String worry) {
    return of(Look.BARS, title, unit, meaning, worry);
  }

  static Panel number(String title, Unit unit, String meaning, String worry) {
    return of(Look.NUMBER, title, unit, meaning, worry);
  }

  static Panel stripes(String title, Unit unit, String meaning, String worry) {
    return of(Look.STRIPES, title, unit, meaning, worry);
  }

  static Panel table(String title, String meaning, String worry) {
    return of(Look.TABLE, title, Unit.COUNT, meaning, worry);
  }

  Panel in(Tone other) {
    return new Panel(look, title, unit, meaning, worry, other, limit, queries);
  }

  /** Draws the limits of a rule whose number is the panel's, but for a factor. */
  Panel limitOf(String rule, double factor) {
    var line = Optional.of(RuleLimit.of(rule, factor));
    return new Panel(look, title, unit, meaning, worry, tone, line, queries);
  }

  Panel limitOf(String rule) {
    return limitOf(rule, 1);
  }

  Panel show(String name, String expression) {
    return column(name, unit, expression);
  }

  /** The same where columns of a table are of different kinds. */
  Panel column(String name, Unit kind, String expression) {
    List<Query> more = new ArrayList<>(queries);
    more.add(new Query(expression, name, kind));
    return new Panel(look, title, unit, meaning, worry, tone, limit, more);
  }

  String description() {
    return meaning + "\n\nWorry " + worry + limit.map(l -> " " + l.sentence()).orElse("");
  }

  static ObjectNode datasource() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("type", "prometheus")
        .put("uid", "${datasource}");
  }

  ObjectNode json(int id, int x, int y) {
    var json = JsonNodeFactory.instance.objectNode();
    json.put("id", id).put("type", look.type()).put("title", title);
    json.put("description", description());
    json.set("datasource", datasource());
    json.putObject("gridPos")
        .put("x", x)
        .put("y", y)
        .put("w", look.width())
        .put("h", look.height());
    fields(json.putObject("fieldConfig"));
    look.describe(json);
    var targets = json.putArray("targets");
    for (int i = 0; i < queries.size(); i++) {
      target(targets.addObject(), i);
    }
    if (look == Look.TABLE) {
      columns(json.putArray("transformations"));
    }
    return json;
  }

  private void fields(ObjectNode config) {
    var defaults = config.putObject("defaults").put("unit", unit.id());
    if (look != Look.BARS) {
      defaults.put("min", 0);
    }
    boolean plain = tone == Tone.NEUTRAL && look != Look.NUMBER;
    defaults.putObject("color").put("mode", plain ? "palette-classic" : "thresholds");
    var thresholds = defaults.putObject("thresholds").put("mode", "absolute");
    var steps = thresholds.putArray("steps");
    steps(steps);
    if (limit.isPresent() && look == Look.LINES) {
      defaults.putObject("custom").putObject("thresholdsStyle").put("mode", "dashed");
    }
    var overrides = config.putArray("overrides");
    if (look == Look.TABLE) {
      queries.forEach(q -> property(overrides, q.name(), "unit").put("value", q.unit().id()));
      link(property(overrides, "cluster", "links").putArray("value").addObject());
    }
  }

  private static ObjectNode property(ArrayNode overrides, String column, String name) {
    var override = overrides.addObject();
    override.putObject("matcher").put("id", "byName").put("options", column);
    return override.putArray("properties").addObject().put("id", name);
  }

  private static void link(ObjectNode json) {
    json.put("title", "Ensemble")
        .put(
            "url",
            "/d/quorate-ensemble?${datasource:queryparam}&var-namespace=${__data.fields.namespace}"
                + "&var-cluster=${__data.fields.cluster}&${__url_time_range}");
  }

  /** The first one has no beginning. */
  private void steps(ArrayNode steps) {
    for (var step : colours()) {
      var json = steps.addObject().put("color", step.colour());
      if (steps.size() == 1) {
        json.putNull("value");
      } else {
        json.put("value", step.from());
      }
    }
  }

  private List<Tone.Step> colours() {
    return limit
        .map(l ->
            Stream.concat(
                    Stream.of(new Tone.Step("green", 0), new Tone.Step("orange", l.warning())),
                    l.critical().stream().mapToObj(c -> new Tone.Step("red", c)))
                .toList())
        .orElse(tone.steps());
  }

  private static String refId(int number) {
    return String.format(Locale.ROOT, "%c", 'A' + number);
  }

  private void target(ObjectNode json, int number) {
    var query = queries.get(number);
    json.put("refId", refId(number)).put("expr", query.expression());
    json.set("datasource", datasource());
    json.put("editorMode", "code").put("instant", look.isOfNow()).put("range", !look.isOfNow());
    if (look == Look.TABLE) {
      json.put("format", "table");
    } else {
      json.put("legendFormat", query.name());
    }
  }

  /** One row for each set of labels, one column for each query. */
  private void columns(ArrayNode transformations) {
    transformations.addObject().put("id", "merge").putObject("options");
    var organize = transformations.addObject().put("id", "organize").putObject("options");
    var hidden = organize.putObject("excludeByName");
    for (String column : COLUMNS_OF_PROMETHEUS) {
      hidden.put(column, true);
    }
    var names = organize.putObject("renameByName");
    for (int i = 0; i < queries.size(); i++) {
      // A single query has no number in Grafana's name of its values.
      String column = queries.size() == 1 ? "Value" : "Value #" + refId(i);
      names.put(column, queries.get(i).name());
    }
  }
}
