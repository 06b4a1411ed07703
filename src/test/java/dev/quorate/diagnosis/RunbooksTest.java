package dev.quorate.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** One page for each rule, made from it, beside those of the other alerts. */
class RunbooksTest {
  private static final Path FOLDER = Path.of("docs/runbooks");

  /** Written by hand, because no rule is behind them. */
  private static final Set<String> OTHERS =
      Set.of("QuorateDown.md", "QuorateStranded.md", "ZookeeperBlocked.md");

  @Test
  void thereIsOnePageForEachRule() throws Exception {
    Map<String, String> wanted = new TreeMap<>();
    Rules.all().forEach(rule -> wanted.put(rule.name() + ".md", page(rule)));
    if (Boolean.getBoolean("quorate.refresh")) {
      write(wanted);
    }
    assertThat(present())
        .as(
            "docs/runbooks is stale; run: ./mvnw -q test -Dtest=%s -Dquorate.refresh=true -Dcheckstyle.skip",
            getClass().getSimpleName())
        .isEqualTo(wanted);
  }

  @Test
  void everyOtherAlertHasAPageToo() throws Exception {
    String alerts = Files.readString(Path.of("helm/quorate/files/alerts.yaml"));
    assertThat(OTHERS).allMatch(page -> alerts.contains("runbook_url: " + page + "\n"));
    assertThat(alerts.lines().filter(line -> line.contains("runbook_url:"))).hasSize(OTHERS.size());
    for (String page : OTHERS) {
      assertThat(Files.readString(FOLDER.resolve(page)))
          .startsWith("# " + page.replace(".md", "\n"))
          .contains("## Meaning", "## Impact", "## Diagnosis", "## Mitigation");
    }
  }

  private static void write(Map<String, String> pages) throws IOException {
    Files.createDirectories(FOLDER);
    for (String stale : present().keySet()) {
      Files.delete(FOLDER.resolve(stale));
    }
    for (var page : pages.entrySet()) {
      Files.writeString(FOLDER.resolve(page.getKey()), page.getValue());
    }
  }

  private static Map<String, String> present() throws IOException {
    Map<String, String> pages = new TreeMap<>();
    try (var files = Files.list(FOLDER)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (!OTHERS.contains(name)) {
          pages.put(name, Files.readString(file));
        }
      }
    }
    return pages;
  }

  private static String page(Rule rule) {
    return """
    # %s

    %s.

    ## Meaning

    %s

    ## Impact

    %s.

    ## Diagnosis

        %s

    %s%s`status.problems` has the evidence, and says of what it is a consequence if it is one: look at that first.

    ## Mitigation

    %s.

    Rule %s of [all rules](../diagnosis.md).
    """
        .formatted(
            rule.name(),
            RuleText.sentence(rule),
            meaning(rule),
            rule.advice().impact(),
            RuleText.command(rule),
            names("What may cause it", other -> other.consequences().contains(rule.name())),
            names("What may follow from it", other -> rule.consequences().contains(other.name())),
            rule.advice().remedy(),
            rule.id());
  }

  private static String meaning(Rule rule) {
    return rule.measure().map(RunbooksTest::compared).orElse("")
        + "Level: %s. Told: %s. About: %s."
            .formatted(rule.level().text(), RuleText.patience(rule.patience()), rule.area().text());
  }

  private static String compared(Measure measure) {
    return "Compared: %s, more than %s%s. "
        .formatted(
            measure.what(),
            RuleText.threshold(measure),
            RuleText.critical(measure).map(c -> "; critical above " + c).orElse(""));
  }

  private static String names(String title, Predicate<Rule> which) {
    String links =
        Rules.all().stream()
            .filter(which)
            .sorted(Comparator.comparing(Rule::id))
            .map(rule -> "[%s](%s.md)".formatted(rule.name(), rule.name()))
            .collect(Collectors.joining(", "));
    return links.isEmpty() ? "" : "%s: %s.\n\n".formatted(title, links);
  }
}
