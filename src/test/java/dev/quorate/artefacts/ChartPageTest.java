package dev.quorate.artefacts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.testing.GeneratedBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringJoiner;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every value of a chart is explained where it stands, and listed on the chart's page. */
class ChartPageTest {

  @ParameterizedTest
  @ValueSource(strings = {"quorate", "quorate-crds", "zookeeper-cluster"})
  void listsEveryValue(String chart) throws IOException {
    var values = ValuesFile.read(Files.readAllLines(Path.of("helm", chart, "values.yaml")));
    var table = new StringJoiner("\n");
    table.add("| value | default | meaning |");
    table.add("|---|---|---|");
    for (ValuesFile.Value value : values) {
      table.add("| `%s` | %s | %s |".formatted(value.path(), value.fallback(), value.meaning()));
    }
    assertThat(values).hasSizeGreaterThan(chart.equals("quorate-crds") ? 1 : 15);
    new GeneratedBlock(Path.of("helm", chart, "README.md"), "values")
        .shouldBe(table.toString(), getClass());
  }

  @ParameterizedTest
  @ValueSource(strings = {"quorate", "quorate-crds", "zookeeper-cluster"})
  void everyValueIsExplained(String chart) throws IOException {
    var lines = Files.readAllLines(Path.of("helm", chart, "values.yaml"));

    assertThat(ValuesFile.unexplained(lines)).isEmpty();
  }
}
