package dev.quorate.diagnosis;

import dev.quorate.testing.GeneratedBlock;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page says what the rules are, and nothing else. */
class DiagnosisPageTest {
  private static final Path PAGE = Path.of("docs/diagnosis.md");
  private static final int SECONDS = 15;

  @Test
  void listsEveryThreshold() throws Exception {
    String rows =
        Rules.all().stream()
            .flatMap(rule -> rule.measure().stream().map(measure -> row(rule, measure)))
            .collect(Collectors.joining("\n"));
    new GeneratedBlock(PAGE, "thresholds")
        .shouldBe(
            "| rule | what is compared | threshold | critical |\n|---|---|---|---|\n" + rows,
            getClass());
  }

  @Test
  void explainsEveryRule() throws Exception {
    String sections =
        Rules.all().stream().map(DiagnosisPageTest::section).collect(Collectors.joining("\n"));
    new GeneratedBlock(PAGE, "rules").shouldBe(sections, getClass());
  }

  private static String row(Rule rule, Measure measure) {
    var critical = measure.critical();
    return "| [`%s`](#%s) | %s | %s | %s |"
        .formatted(
            rule.name(),
            rule.anchor(),
            measure.what(),
            amount(measure, measure.threshold()),
            critical.isPresent() ? amount(measure, critical.getAsDouble()) : "");
  }

  private static String amount(Measure measure, double value) {
    return (Rounded.of(value) + " " + measure.unit()).strip();
  }

  private static String section(Rule rule) {
    return """
    ### %s %s

    %s %s.

    | level | about | told after |%s
    |---|---|---|%s
    | %s | %s | %s |%s

    %s.

        %s
    %s\
    """
        .formatted(
            rule.id(),
            rule.name(),
            rule.question().isOfMembers() ? "A member" : "The ensemble",
            rule.advice().symptom(),
            rule.measure().isPresent() ? " compared | threshold |" : "",
            rule.measure().isPresent() ? "---|---|" : "",
            rule.level().text(),
            rule.area().text(),
            patience(rule.patience()),
            rule.measure().map(DiagnosisPageTest::compared).orElse(""),
            rule.advice().remedy(),
            rule.advice().command(),
            consequences(rule));
  }

  private static String compared(Measure measure) {
    var critical = measure.critical();
    return " %s | %s%s |"
        .formatted(
            measure.what(),
            amount(measure, measure.threshold()),
            critical.isPresent()
                ? ", critical above " + amount(measure, critical.getAsDouble())
                : "");
  }

  private static String patience(Patience patience) {
    return patience.fire() == 1
        ? "the first time" + escalation(patience)
        : time(patience.fire()) + escalation(patience);
  }

  private static String escalation(Patience patience) {
    return patience.escalate() == 0 ? "" : ", critical after " + time(patience.escalate());
  }

  private static String time(int moments) {
    int seconds = moments * SECONDS;
    return seconds < 60 ? seconds + " s" : String.format(Locale.ROOT, "%d min", seconds / 60);
  }

  private static String consequences(Rule rule) {
    return rule.consequences().isEmpty()
        ? ""
        : "\nExplains: "
            + rule.consequences().stream()
                .map(name -> Rules.named(name).orElseThrow())
                .sorted(Comparator.comparing(Rule::id))
                .map(other -> "[%s](#%s)".formatted(other.name(), other.anchor()))
                .collect(Collectors.joining(", "))
            + "\n";
  }
}
