package dev.quorate.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.model.ProbeRound;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a scrape shows of the performance probe. */
class ProbeMetersTest {
  private static final ProbeMeters.Member ZK_0 = new ProbeMeters.Member("orders", "zk", "zk-0");
  private static final ProbeMeters.Member ZK_1 = new ProbeMeters.Member("orders", "zk", "zk-1");
  private static final ProbeRound PASSED =
      new ProbeRound.Passed(
          Duration.ofMillis(4), Duration.ofMillis(1), Duration.ofMillis(20), Duration.ofSeconds(3));
  private static final ProbeRound FAILED = new ProbeRound.Failed("connect: no answer");
  private static final String OF_ZK_0 = "{cluster=\"zk\",member=\"zk-0\",namespace=\"orders\",";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final ClusterMeters clusters = new ClusterMeters();
  private final ProbeMeters meters = clusters.probe();

  ProbeMetersTest() {
    registry.getPrometheusRegistry().register(clusters);
  }

  private List<String> shown() {
    return registry.scrape().lines().filter(line -> line.startsWith("quorate_probe_")).toList();
  }

  @Test
  void showsNothingWhileNobodyIsProbed() {
    assertThat(registry.scrape()).doesNotContain("quorate_probe");
  }

  @Test
  void aMemberBeginsAtZero() {
    meters.begin(ZK_0);
    assertThat(shown())
        .contains(
            "quorate_probe_rounds_total" + OF_ZK_0 + "outcome=\"failed\"} 0.0",
            "quorate_probe_rounds_total" + OF_ZK_0 + "outcome=\"passed\"} 0.0",
            "quorate_probe_seconds_count" + OF_ZK_0 + "operation=\"read\"} 0");
  }

  @Test
  void aMemberHasThirtyFiveSeries() {
    meters.begin(ZK_0);
    meters.begin(ZK_1);
    assertThat(shown()).hasSize(2 * 35);
  }

  @Test
  void aRoundThatPassedIsTwoWritesAReadAndAWatch() {
    meters.begin(ZK_0);
    meters.count(ZK_0, PASSED);
    assertThat(shown())
        .contains(
            "quorate_probe_rounds_total" + OF_ZK_0 + "outcome=\"passed\"} 1.0",
            "quorate_probe_seconds_bucket" + OF_ZK_0 + "operation=\"write\",le=\"0.002\"} 0",
            "quorate_probe_seconds_bucket" + OF_ZK_0 + "operation=\"write\",le=\"0.005\"} 1",
            "quorate_probe_seconds_bucket" + OF_ZK_0 + "operation=\"write\",le=\"0.025\"} 2",
            "quorate_probe_seconds_count" + OF_ZK_0 + "operation=\"write\"} 2",
            "quorate_probe_seconds_sum" + OF_ZK_0 + "operation=\"write\"} 0.024",
            "quorate_probe_seconds_bucket" + OF_ZK_0 + "operation=\"read\",le=\"0.001\"} 1",
            "quorate_probe_seconds_bucket" + OF_ZK_0 + "operation=\"watch\",le=\"2.0\"} 0",
            "quorate_probe_seconds_bucket" + OF_ZK_0 + "operation=\"watch\",le=\"+Inf\"} 1");
  }

  @Test
  void aRoundThatFailedHasNoTimes() {
    meters.begin(ZK_0);
    meters.count(ZK_0, FAILED);
    assertThat(shown())
        .contains(
            "quorate_probe_rounds_total" + OF_ZK_0 + "outcome=\"failed\"} 1.0",
            "quorate_probe_rounds_total" + OF_ZK_0 + "outcome=\"passed\"} 0.0",
            "quorate_probe_seconds_count" + OF_ZK_0 + "operation=\"write\"} 0");
  }

  @Test
  void aRoundThatWasAbandonedIsNone() {
    meters.begin(ZK_0);
    var before = shown();
    meters.count(ZK_0, new ProbeRound.Abandoned());
    assertThat(shown()).isEqualTo(before);
  }

  @Test
  void aMemberThatIsNoLongerProbedLeavesNothingAndComesBackByNoLateRound() {
    meters.begin(ZK_0);
    meters.begin(ZK_1);
    meters.forget(ZK_0);
    meters.count(ZK_0, PASSED);
    assertThat(shown()).isNotEmpty().noneMatch(line -> line.contains("zk-0"));
    meters.forget(ZK_1);
    assertThat(shown()).isEmpty();
  }
}
