package dev.quorate.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose number counts, and what is said of a number that cannot be used. */
class ThresholdsTest {
  private static final String FIELD = "spec.diagnosis.thresholds";

  private static Limits limits(Thresholds thresholds, String rule) {
    return thresholds.of(Rules.named(rule).orElseThrow());
  }

  @Test
  void theClusterWinsOverTheOperatorAndThatOverWhatIsShipped() {
    var operator = Thresholds.shipped().with(Map.of("SlowLogDisk", 30.0, "SlowReads", 70.0));
    var cluster = operator.with(Map.of("SlowLogDisk", 40.0));
    assertThat(limits(cluster, "SlowLogDisk").warning()).isEqualTo(40);
    assertThat(limits(cluster, "SlowReads").warning()).isEqualTo(70);
    assertThat(limits(cluster, "RequestQueue").warning()).isEqualTo(10);
  }

  @ParameterizedTest
  @CsvSource({
    "SlowLogDisk, 40, 200",
    "DataDivergence, 5, -",
    "FileDescriptors, 90, 95",
    "ContainerRestarted, 4, 4"
  })
  void theCriticalLimitMovesWithTheThreshold(String rule, double threshold, String critical) {
    var limits = limits(Thresholds.shipped().with(Map.of(rule, threshold)), rule);
    assertThat(limits.critical().isPresent()).isEqualTo(!critical.equals("-"));
    limits.critical().ifPresent(c -> assertThat(c).isEqualTo(Double.parseDouble(critical)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "D11           | 5   | there is no rule of this name | write SlowLogDisk",
        "slowlogdisk   | 5   | there is no rule of this name | write SlowLogDisk",
        "Slow          | 5   | there is no rule of this name | rules with a threshold are AuthFailures, ",
        "NoQuorum      | 5   | this rule compares no number  | leave it out; rules with a threshold are",
        "SlowLogDisk   | -1  | -1.0 is not a threshold       | write a number of at least 0, for example 20",
        "SlowLogDisk   | NaN | NaN is not a threshold        | write a number of at least 0, for example 20",
        "HeapPressure  | 100 | 100.0 is not a threshold      | write a number of at least 0 and less than 100, for example 75",
      })
  void whatCannotBeUsedIsNamedWithWhatToWriteInstead(
      String name, double value, String reason, String remedy) {
    var refused = Thresholds.check(FIELD, Map.of(name, value));
    assertThat(refused).hasSize(1);
    assertThat(refused.getFirst().field()).isEqualTo(FIELD + "." + name);
    assertThat(refused.getFirst().reason()).isEqualTo(reason);
    assertThat(refused.getFirst().remedy()).startsWith(remedy);
    assertThat(refused.getFirst().message()).startsWith(FIELD + "." + name + ": " + reason + "; ");
  }

  @Test
  void whatCanBeUsedIsNotNamed() {
    assertThat(Thresholds.check(FIELD, Map.of("SlowLogDisk", 0.5, "HeapPressure", 99.0))).isEmpty();
  }
}
