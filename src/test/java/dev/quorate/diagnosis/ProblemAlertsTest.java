package dev.quorate.diagnosis;

import dev.quorate.testing.GoldenFile;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** One alert for each rule that finds what somebody should look at. */
class ProblemAlertsTest {
  private static final Path FILE = Path.of("helm/quorate/files/problems.yaml");

  @Test
  void thereIsOneForEachRule() throws Exception {
    String wanted =
        Rules.all().stream()
            .filter(rule -> rule.level() != Level.INFO)
            .map(ProblemAlertsTest::alert)
            .collect(Collectors.joining("", "# Made from the rules of the diagnosis.\n", ""));
    new GoldenFile(FILE).shouldBe(wanted, getClass());
  }

  /** The rule has been patient already. */
  private static String alert(Rule rule) {
    return """
    - alert: Zookeeper%s
      expr: max by (namespace, cluster) (quorate_cluster_problem{rule="%s"}) == 1
      labels:
        severity: %s
      annotations:
        runbook_url: %s.md
        summary: "{{ $labels.namespace }}/{{ $labels.cluster }}: %s"
        description: "%s. %s. kubectl describe zk has the evidence and the next command."
    """
        .formatted(
            rule.name(),
            rule.name(),
            rule.level().text().toLowerCase(Locale.ROOT),
            rule.name(),
            RuleText.sentence(rule),
            rule.advice().impact(),
            rule.advice().remedy());
  }
}
