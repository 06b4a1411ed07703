package dev.quorate.diagnosis;

import java.util.Locale;
import java.util.Optional;

/** What the pages say of a rule. */
final class RuleText {
  private static final int SECONDS = 15;

  private RuleText() {}

  /** Without its full stop. */
  static String sentence(Rule rule) {
    return (rule.question().isOfMembers() ? "A member " : "The ensemble ")
        + rule.advice().symptom();
  }

  /** For a person who has to fill in the names. */
  static String command(Rule rule) {
    return rule.advice().commandFor("<namespace>", "<name>", "<pod>");
  }

  static String threshold(Measure measure) {
    return amount(measure, measure.threshold());
  }

  static Optional<String> critical(Measure measure) {
    return measure.critical().isEmpty()
        ? Optional.empty()
        : Optional.of(amount(measure, measure.critical().getAsDouble()));
  }

  private static String amount(Measure measure, double value) {
    return (Rounded.of(value) + " " + measure.unit()).strip();
  }

  static String patience(Patience patience) {
    String first = patience.fire() == 1 ? "the first time" : time(patience.fire());
    return patience.escalate() == 0
        ? first
        : first + ", critical after " + time(patience.escalate());
  }

  private static String time(int moments) {
    int seconds = moments * SECONDS;
    return seconds < 60 ? seconds + " s" : String.format(Locale.ROOT, "%d min", seconds / 60);
  }
}
