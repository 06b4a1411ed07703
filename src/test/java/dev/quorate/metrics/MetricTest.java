package dev.quorate.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.facts.Probed;
import dev.quorate.facts.ServerFacts.Vitals;
import dev.quorate.model.MemberId;
import dev.quorate.model.Reason;
import dev.quorate.plan.Action;
import dev.quorate.plan.Blocker;
import dev.quorate.plan.Outcomes;
import dev.quorate.plan.Plan;
import dev.quorate.testing.ObservedStates;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The catalogue is what a scrape shows: names, types and explanations. */
class MetricTest {

  @Test
  void everythingInTheCatalogueIsShownAndNothingElse() {
    var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    recordEverything(registry);
    List<String> shown =
        registry
            .scrape()
            .lines()
            .filter(line -> line.startsWith("# ") && !line.contains("_seconds_max"))
            .toList();
    List<String> catalogue =
        Arrays.stream(Metric.values())
            .flatMap(m ->
                List.of(
                    "# HELP " + m.family() + " " + m.help(),
                    "# TYPE " + m.family() + " " + m.type().name().toLowerCase(Locale.ROOT))
                    .stream())
            .toList();
    assertThat(shown).containsExactlyInAnyOrderElementsOf(catalogue);
  }

  private static void recordEverything(PrometheusMeterRegistry registry) {
    var loop = new LoopMeters(registry);
    loop.succeeded(Duration.ofMillis(3));
    loop.failed(Duration.ofMillis(3));
    loop.requeued();
    loop.requested("get", "200");
    loop.notified("sent");
    for (Metric gauge :
        List.of(
            Metric.LEADING,
            Metric.RECONCILE_QUEUE,
            Metric.WATCHDOG_STRANDED,
            Metric.CHANGING_CLUSTERS,
            Metric.CHANGING_CLUSTERS_LIMIT,
            Metric.NOTIFICATIONS_WAITING)) {
      loop.watch(gauge, () -> 0);
    }
    var clusters = new ClusterMeters();
    registry.getPrometheusRegistry().register(clusters);
    clusters.record(
        "orders",
        "zk",
        ObservedStates.healthy(3)
            .vitals(1, new Vitals(1, 2, 3, OptionalLong.empty(), 4, 5, 6, 7))
            .build(),
        new Plan(
            new Plan.Stage(Reason.HEALING, "…"),
            List.of(),
            List.of(Blocker.of(Reason.VOTER_NOT_SYNCED, "zk-1")),
            new TreeMap<>(),
            ObservedStates.REVISIONS,
            Optional.empty(),
            Probed.known(Optional.empty()),
            Duration.ofSeconds(10)));
    clusters.elected("orders", "zk", true);
    clusters.diagnosed("orders", "zk", Set.of("SlowLogDisk"));
    clusters.probe().begin(new ProbeMeters.Member("orders", "zk", "zk-0"));
    clusters.executed(
        "orders",
        "zk",
        new Outcomes(
            List.of(
                new Action.DeletePod(
                    new MemberId(3), "zk-2", "u", "7", Reason.POD_FAILED, "evicted")),
            Optional.empty()));
  }
}
