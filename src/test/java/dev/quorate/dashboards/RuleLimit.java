package dev.quorate.dashboards;

import dev.quorate.diagnosis.Measure;
import dev.quorate.diagnosis.Rule;
import dev.quorate.diagnosis.Rules;
import java.util.OptionalDouble;

/**
 * A rule of the diagnosis that compares the number which a panel shows.
 *
 * @param factor from the rule's unit to the panel's
 */
record RuleLimit(Rule rule, double factor) {

  static RuleLimit of(String rule, double factor) {
    var limit = new RuleLimit(Rules.named(rule).orElseThrow(), factor);
    limit.measure(); // a rule without a number draws no line
    return limit;
  }

  private Measure measure() {
    return rule.measure().orElseThrow();
  }

  double warning() {
    return measure().threshold() * factor;
  }

  OptionalDouble critical() {
    var critical = measure().critical();
    return critical.isEmpty() ? critical : OptionalDouble.of(critical.getAsDouble() * factor);
  }

  /** For a person, with the page that says what to do. */
  String sentence() {
    String unit = measure().unit().isEmpty() ? "" : " " + measure().unit();
    String critical =
        measure().critical().isEmpty()
            ? ""
            : "; critical above " + number(measure().critical().getAsDouble()) + unit;
    return "Rule %s tells above %s%s %s%s (%s)."
        .formatted(
            rule.name(),
            number(measure().threshold()),
            unit,
            measure().what(),
            critical,
            rule.runbook());
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
