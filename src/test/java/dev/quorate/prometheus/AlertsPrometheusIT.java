package dev.quorate.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.quorate.artefacts.ShippedRules;
import dev.quorate.diagnosis.Level;
import dev.quorate.diagnosis.Rules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The shipped alerts, asked by promtool: when each fires, when it does not, and what it says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AlertsPrometheusIT {
  private static final Path BY_HAND = Path.of("src/test/resources/prometheus/operator-test.yaml");

  private Path folder;
  private PrometheusPrograms programs;
  private ShippedRules rules;
  private Path generated;

  private record Told(int exitCode, String text) {}

  @BeforeAll
  void rulesAndTests(@TempDir Path temporary) throws IOException {
    folder = temporary;
    programs = PrometheusPrograms.provide();
    rules = ShippedRules.rendered(folder);
    rules.write(folder.resolve("rules.yaml"));
    generated = folder.resolve("problems-test.yaml");
    AlertTests.of(rules).write(generated);
    Files.copy(BY_HAND, folder.resolve(BY_HAND.getFileName()));
  }

  @Test
  void prometheusTakesTheRules() throws Exception {
    assertGood(promtool("check", "rules", "--lint=all", "--lint-fatal", "rules.yaml"));
  }

  @Test
  void alertsOfRulesFireWhileTheRuleFindsSomething() throws Exception {
    assertThat(AlertTests.of(rules).alerts())
        .hasSize((int) Rules.all().stream().filter(r -> r.level() != Level.INFO).count());
    assertGood(promtool("test", "rules", generated.toString()));
  }

  @Test
  void alertsThatWaitFireWhenTheirTimeIsUpAndNotBefore() throws Exception {
    assertGood(promtool("test", "rules", BY_HAND.getFileName().toString()));
  }

  @Test
  void noAlertIsWithoutATest() throws IOException {
    Set<String> tested = new TreeSet<>(firing(generated));
    tested.addAll(firing(BY_HAND));
    assertThat(rules.alerts())
        .extracting(alert -> alert.path("alert").asText())
        .hasSizeGreaterThan(40)
        .containsExactlyInAnyOrderElementsOf(tested);
  }

  @Test
  void testsThatExpectSomethingElseFail() throws Exception {
    var other = folder.resolve("wrong-test.yaml");
    Files.writeString(
        other, Files.readString(BY_HAND).replace("eval_time: 9m,", "eval_time: 10m,"));
    var told = promtool("test", "rules", other.toString());
    assertThat(told.exitCode()).isEqualTo(1);
    assertThat(told.text()).contains("alertname: QuorateDown, time: 10m");
  }

  /** Alerts that a test expects to fire at some time. */
  private static Set<String> firing(Path file) throws IOException {
    Set<String> names = new TreeSet<>();
    for (JsonNode test : new YAMLMapper().readTree(file.toFile()).path("tests")) {
      for (JsonNode moment : test.path("alert_rule_test")) {
        if (!moment.path("exp_alerts").isEmpty()) {
          names.add(moment.path("alertname").asText());
        }
      }
    }
    return names;
  }

  private static void assertGood(Told told) {
    assertThat(told.exitCode()).as(told.text()).isZero();
  }

  private Told promtool(String... arguments) throws IOException, InterruptedException {
    var builder = new ProcessBuilder(arguments);
    builder.command().addFirst(programs.promtool());
    var process = builder.directory(folder.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Told(process.waitFor(), text);
  }
}
