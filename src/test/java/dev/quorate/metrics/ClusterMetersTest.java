package dev.quorate.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.diagnosis.Rule;
import dev.quorate.diagnosis.Rules;
import dev.quorate.facts.ObservedState;
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
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ClusterMetersTest {
  private static final Vitals LOAD =
      new Vitals(1.5, 20, 12, OptionalLong.empty(), 3, 4711, 100, 90);
  private static final Action.DeletePod DELETION =
      new Action.DeletePod(new MemberId(3), "zk-2", "u", "7", Reason.POD_FAILED, "evicted");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final ClusterMeters meters = new ClusterMeters();

  ClusterMetersTest() {
    registry.getPrometheusRegistry().register(meters);
  }

  @Test
  void showsAHealthyEnsemble() {
    meters.record(
        "orders",
        "zk",
        ObservedStates.healthy(3).vitals(1, LOAD).build(),
        plan(Reason.ENSEMBLE_READY));
    assertThat(scraped())
        .containsExactlyInAnyOrder(
            "quorate_clusters 1.0",
            "quorate_cluster_ready{cluster=\"zk\",namespace=\"orders\"} 1.0",
            "quorate_cluster_quorum_available{cluster=\"zk\",namespace=\"orders\"} 1.0",
            "quorate_cluster_voters{cluster=\"zk\",namespace=\"orders\"} 3.0",
            "quorate_cluster_synced_voters{cluster=\"zk\",namespace=\"orders\"} 3.0",
            "quorate_cluster_may_lose{cluster=\"zk\",namespace=\"orders\"} 1.0",
            "quorate_member_latency_seconds{cluster=\"zk\",member=\"zk-0\",namespace=\"orders\"} 0.0015",
            "quorate_member_connections{cluster=\"zk\",member=\"zk-0\",namespace=\"orders\"} 12.0",
            "quorate_member_outstanding_requests{cluster=\"zk\",member=\"zk-0\",namespace=\"orders\"} 3.0",
            "quorate_member_znodes{cluster=\"zk\",member=\"zk-0\",namespace=\"orders\"} 4711.0");
  }

  @Test
  void theUnknownHasNoNumberAndNothingIsClaimed() {
    meters.record(
        "orders",
        "zk",
        ObservedStates.healthy(3).unreachable().build(),
        plan(
            Reason.QUORUM_UNKNOWN,
            Blocker.of(Reason.QUORUM_UNKNOWN, "nobody answers"),
            Blocker.of(Reason.MEMBER_UNREACHABLE, "zk-0", "no answer"),
            Blocker.of(Reason.MEMBER_UNREACHABLE, "zk-1", "no answer")));
    assertThat(scraped())
        .containsExactlyInAnyOrder(
            "quorate_clusters 1.0",
            "quorate_cluster_ready{cluster=\"zk\",namespace=\"orders\"} 0.0",
            "quorate_cluster_quorum_available{cluster=\"zk\",namespace=\"orders\"} 0.0",
            "quorate_cluster_synced_voters{cluster=\"zk\",namespace=\"orders\"} 0.0",
            "quorate_cluster_may_lose{cluster=\"zk\",namespace=\"orders\"} 0.0",
            "quorate_cluster_blocked{cluster=\"zk\",namespace=\"orders\",reason=\"QuorumUnknown\"} 1.0",
            "quorate_cluster_blocked{cluster=\"zk\",namespace=\"orders\",reason=\"MemberUnreachable\"} 1.0");
  }

  @Test
  void aResolvedBlockerIsGone() {
    var state = ObservedStates.healthy(3).build();
    meters.record(
        "orders", "zk", state, plan(Reason.HEALING, Blocker.of(Reason.VOTER_NOT_SYNCED, "zk-1")));
    meters.record("orders", "zk", state, plan(Reason.ENSEMBLE_READY));
    assertThat(scraped()).noneMatch(line -> line.contains("blocked"));
  }

  @Test
  void countsWhatWasDoneAndCanDisturb() {
    var secret = new Action.CreateSuperuser();
    meters.executed("orders", "zk", new Outcomes(List.of(secret, DELETION), Optional.empty()));
    meters.executed("orders", "zk", new Outcomes(List.of(DELETION), Optional.empty()));
    meters.record("orders", "zk", ObservedStates.healthy(3).build(), plan(Reason.HEALING));
    assertThat(scraped())
        .contains(
            "quorate_disruptive_actions_total{action=\"DeletePod\",cluster=\"zk\",namespace=\"orders\"} 2.0")
        .noneMatch(line -> line.contains("CreateSuperuser"));
  }

  @Test
  void countsElectionsByWhoCausedThem() {
    meters.elected("orders", "zk", true);
    meters.elected("orders", "zk", false);
    meters.elected("orders", "zk", true);
    assertThat(scraped())
        .contains(
            "quorate_cluster_elections_total{cluster=\"zk\",namespace=\"orders\",planned=\"true\"} 2.0",
            "quorate_cluster_elections_total{cluster=\"zk\",namespace=\"orders\",planned=\"false\"} 1.0");
  }

  @Test
  void showsRulesThatFireUntilTheyDoNot() {
    meters.diagnosed("orders", "zk", Set.of("SlowLogDisk"));
    assertThat(scraped())
        .contains(
            "quorate_cluster_problem{cluster=\"zk\",namespace=\"orders\",rule=\"SlowLogDisk\"} 1.0");

    meters.diagnosed("orders", "zk", Set.of());
    assertThat(scraped()).noneMatch(line -> line.contains("problem"));
  }

  @Test
  void aClusterThatIsGoneLeavesNothingBehind() {
    meters.record("orders", "zk", ObservedStates.healthy(3).build(), plan(Reason.ENSEMBLE_READY));
    meters.executed("orders", "zk", new Outcomes(List.of(DELETION), Optional.empty()));
    meters.elected("orders", "zk", false);
    meters.diagnosed("orders", "zk", Set.of("SlowLogDisk"));
    meters.record("billing", "zk", ObservedStates.healthy(1).build(), plan(Reason.ENSEMBLE_READY));
    meters.forget("orders", "zk");
    assertThat(scraped())
        .contains("quorate_clusters 1.0")
        .noneMatch(line -> line.contains("\"orders\""));
  }

  @Test
  void theLargestClusterHasAtMostSixtySeries() {
    var states = ObservedStates.healthy(9);
    for (int id = 1; id <= 9; id++) {
      states.vitals(id, LOAD);
    }
    for (int id = 101; id <= 120; id++) {
      states.synced(id).vitals(id, LOAD);
    }
    ObservedState state = states.build();
    Blocker[] blockers =
        Arrays.stream(Reason.values())
            .limit(10)
            .map(reason -> Blocker.of(reason, "waits"))
            .toArray(Blocker[]::new);
    meters.record("orders", "zk", state, plan(Reason.ENSEMBLE_READY, blockers));
    meters.executed("orders", "zk", new Outcomes(List.of(DELETION), Optional.empty()));
    meters.elected("orders", "zk", true);
    meters.elected("orders", "zk", false);
    meters.diagnosed(
        "orders", "zk", Rules.all().stream().limit(20).map(Rule::name).collect(Collectors.toSet()));
    assertThat(scraped().stream().filter(line -> line.contains("cluster=\"zk\"")))
        .hasSizeBetween(40, 60);
  }

  private List<String> scraped() {
    return registry.scrape().lines().filter(line -> !line.startsWith("#")).toList();
  }

  private static Plan plan(Reason reason, Blocker... blockers) {
    return new Plan(
        new Plan.Stage(reason, "…"),
        List.of(),
        List.of(blockers),
        new TreeMap<>(),
        ObservedStates.REVISIONS,
        Optional.empty(),
        Probed.known(Optional.empty()),
        Duration.ofSeconds(10));
  }
}
