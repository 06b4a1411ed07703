package dev.quorate.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The arithmetic of the tables; what they measure is measured only when somebody asks. */
class BenchmarksTest {
  private static final Path PAGE = Path.of("docs", "benchmarks.md");

  @Test
  void knowsTheNumbersOfManySamples() {
    var samples =
        new Samples("ms", IntStream.rangeClosed(1, 1000).mapToObj(i -> (double) i).toList());
    assertThat(samples.min()).isEqualTo(1);
    assertThat(samples.median()).isEqualTo(500);
    assertThat(samples.p99()).isEqualTo(990);
    assertThat(samples.max()).isEqualTo(1000);
  }

  @Test
  void oneSampleIsAllOfItsNumbers() {
    var samples = Samples.millis(List.of(Duration.ofMillis(7)));
    assertThat(List.of(samples.min(), samples.median(), samples.p99(), samples.max()))
        .containsOnly(7.0);
  }

  @Test
  void saysHowMuchOfABudgetIsUsed() {
    assertThat(Budget.median(150, "ms").used(Samples.of("ms", 75, 300, 30))).isEqualTo("0.50");
    assertThat(Budget.max(150, "ms").used(Samples.of("ms", 75, 300, 30))).isEqualTo("2.00");
    assertThat(Budget.max(0, "").used(Samples.of("", 0))).isEqualTo("kept");
    assertThat(Budget.max(0, "").used(Samples.of("", 0.1))).isEqualTo("missed");
  }

  @Test
  void printsATableForTheDocumentation() {
    var table = new Table();
    table.add("a pass", Budget.p99(20, "ms"), Samples.of("ms", 1, 2.5));
    table.note("Measured by hand.");
    var bytes = new ByteArrayOutputStream();
    table.print("passes", new PrintStream(bytes, true, StandardCharsets.UTF_8));
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .contains("`passes`: ", "load ")
        .contains("| a pass | p99 ≤ 20 ms | ms | 1 | 1 | 2.50 | 2.50 | 2 | 0.13 |")
        .contains("Measured by hand.");
  }

  @Test
  void theDocumentationHasACommandForEachBenchmark() throws Exception {
    var page = Files.readString(PAGE);
    assertThat(Benchmarks.ALL.keySet())
        .allSatisfy(name -> assertThat(page).contains("./mvnw -Pbench -Dbench=" + name));
  }
}
