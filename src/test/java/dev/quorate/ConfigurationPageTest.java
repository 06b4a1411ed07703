package dev.quorate;

import dev.quorate.metrics.Metric;
import dev.quorate.testing.GeneratedBlock;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page that operators read says what the program does. */
class ConfigurationPageTest {
  private static final Path PAGE = Path.of("docs/configuration.md");

  @Test
  void listsEverySetting() throws Exception {
    var rows =
        Arrays.stream(Setting.values())
            .map(s ->
                row(
                    code(s.variable()),
                    s.fallback().isEmpty() ? "" : code(s.fallback()),
                    s.allowed(),
                    s.meaning()))
            .toList();
    block("settings")
        .shouldBe(table(List.of("variable", "default", "allowed", "meaning"), rows), getClass());
  }

  @Test
  void listsEveryMetric() throws Exception {
    var rows =
        Arrays.stream(Metric.values())
            .map(m ->
                row(
                    code(m.family()),
                    m.type().name().toLowerCase(Locale.ROOT),
                    m.labels().stream()
                        .map(ConfigurationPageTest::code)
                        .collect(Collectors.joining(" ")),
                    m.help()))
            .toList();
    block("metrics")
        .shouldBe(table(List.of("metric", "type", "labels", "meaning"), rows), getClass());
  }

  @Test
  void listsEveryExitCode() throws Exception {
    var rows =
        Arrays.stream(Exit.Code.values())
            .map(c -> row(Integer.toString(c.number()), c.meaning()))
            .toList();
    block("exit codes").shouldBe(table(List.of("code", "meaning"), rows), getClass());
  }

  private static GeneratedBlock block(String name) {
    return new GeneratedBlock(PAGE, name);
  }

  private static String code(String text) {
    return "`" + text + "`";
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells) + " |";
  }

  private static String table(List<String> header, List<String> rows) {
    return row(header.toArray(String[]::new))
        + "\n"
        + "|---".repeat(header.size())
        + "|\n"
        + String.join("\n", rows);
  }
}
