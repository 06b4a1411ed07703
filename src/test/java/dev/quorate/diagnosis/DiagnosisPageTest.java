package dev.quorate.diagnosis;

import dev.quorate.testing.GeneratedBlock;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page says what the rules are, and nothing else. */
class DiagnosisPageTest {
  private static final Path PAGE = Path.of("docs/diagnosis.md");

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
  void listsEveryRule() throws Exception {
    String rows =
        Rules.all().stream().map(DiagnosisPageTest::row).collect(Collectors.joining("\n"));
    new GeneratedBlock(PAGE, "rules")
        .shouldBe(
            "| | rule | what is the case | level | about | told after |\n|---|---|---|---|---|---|\n"
                + rows,
            getClass());
  }

  @Test
  void listsTheWordsThatLogsAreSearchedFor() throws Exception {
    String rows =
        Arrays.stream(LogSignature.values())
            .map(s ->
                "| %s | %s |"
                    .formatted(
                        s.words().stream().map("`%s`"::formatted).collect(Collectors.joining(", ")),
                        link(Rules.named(s.rule()).orElseThrow())))
            .collect(Collectors.joining("\n"));
    new GeneratedBlock(PAGE, "signatures")
        .shouldBe("| words of a log | evidence for |\n|---|---|\n" + rows, getClass());
  }

  private static String row(Rule rule, Measure measure) {
    return "| %s | %s | %s | %s |"
        .formatted(
            link(rule),
            measure.what(),
            RuleText.threshold(measure),
            RuleText.critical(measure).orElse(""));
  }

  private static String row(Rule rule) {
    return "| %s | %s | %s | %s | %s | %s |"
        .formatted(
            rule.id(),
            link(rule),
            RuleText.sentence(rule),
            rule.level().text(),
            rule.area().text(),
            RuleText.patience(rule.patience()));
  }

  private static String link(Rule rule) {
    return "[`%s`](runbooks/%s.md)".formatted(rule.name(), rule.name());
  }
}
