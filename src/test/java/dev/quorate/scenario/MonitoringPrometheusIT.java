package dev.quorate.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.quorate.artefacts.ShippedRules;
import dev.quorate.dashboards.DashboardQueries;
import dev.quorate.prometheus.PrometheusServer;
import dev.quorate.scenario.load.ClientLoad;
import dev.quorate.testing.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.TestReporter;

/** A Prometheus server scrapes the operator and the members, and asks the shipped rules. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MonitoringPrometheusIT {
  private static final String ZK = "zk";
  private static final Path FOLDERS = Path.of("target", "prometheus");

  /** What the operator says of one cluster. */
  private static final String SERIES =
      "count({__name__=~\"quorate_.+\",namespace=\"default\",cluster=\"zk\"})";

  private RunningCluster cluster;
  private ClusterUser user;
  private Mishaps mishaps;
  private ClientLoad load;
  private PrometheusServer prometheus;
  private String follower;

  @BeforeAll
  void anEnsembleThatIsScraped() throws Exception {
    cluster = RunningCluster.withoutOperator("monitoring");
    cluster.startOperator(RunningCluster.EXAMINING);
    user = cluster.user();
    mishaps = new Mishaps(cluster, ZK);
    user.apply(Manifest.ensemble(ZK, 3));
    user.awaitReady(ZK);
    follower = cluster.members(ZK).followers().getFirst();
    load = ClientLoad.on(cluster.members(ZK)::addresses);
    var folder = Files.createTempDirectory(Files.createDirectories(FOLDERS), "monitoring-");
    configure(folder);
    prometheus = PrometheusServer.start(folder);
  }

  @AfterAll
  void end() throws Exception {
    prometheus.close();
    load.close();
    cluster.close();
  }

  private void configure(Path folder) throws IOException {
    ShippedRules.rendered(folder).write(folder.resolve("rules.yaml"));
    Files.writeString(
        folder.resolve("prometheus.yaml"),
        """
        global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
        rule_files: [rules.yaml]
        scrape_configs:
          - job_name: quorate
            honor_labels: true
            static_configs:
              - targets: ["127.0.0.1:%d"]
                labels: {namespace: quorate-system, pod: quorate-0}
          - job_name: zookeeper
            static_configs:
        %s
        """
            .formatted(cluster.operatorMetrics().port(), members()));
  }

  private String members() {
    return cluster.members(ZK).addresses().entrySet().stream()
        .map(member ->
            "      - {targets: [\"%s:7000\"], labels: {namespace: default, pod: %s}}"
                .formatted(member.getValue(), member.getKey()))
        .collect(Collectors.joining("\n"));
  }

  private void awaitNumber(String what, String expression, double number) {
    cluster.await(what, () -> prometheus.value(expression).orElse(0) == number);
  }

  @Test
  @Order(1)
  void everyTargetIsUp() {
    awaitNumber("operator and members are up", "sum(up)", 4);
    awaitNumber("the operator leads", "sum(quorate_leading)", 1);
  }

  @Test
  @Order(2)
  void noClusterHasMoreThanSixtySeries(TestReporter reporter) {
    cluster.await("series", () -> prometheus.value(SERIES).isPresent());
    double operator = prometheus.value(SERIES).orElseThrow();
    double member = prometheus.value("count({job=\"zookeeper\",pod=\"zk-0\"})").orElseThrow();
    reporter.publishEntry("series of a cluster of three", Double.toString(operator));
    reporter.publishEntry("series of a member", Double.toString(member));

    assertThat(operator).isBetween(10.0, 60.0);
  }

  @Test
  @Order(3)
  void dashboardsAskWhatPrometheusUnderstands() {
    for (var panel : DashboardQueries.all("default", ZK, leader())) {
      assertThatCode(() -> panel.expressions().forEach(prometheus::ask))
          .as(panel.name())
          .doesNotThrowAnyException();
    }
  }

  private String leader() {
    return cluster.members(ZK).leader().orElseThrow();
  }

  /** What is only there when something has happened, or when a kubelet is scraped, is left out. */
  @Test
  @Order(4)
  void dashboardsShowAnEnsembleAtRest() {
    var panels = DashboardQueries.atRest("default", ZK, leader());
    assertThat(panels).hasSizeGreaterThan(70);
    cluster.await("numbers", () -> panels.stream().filter(this::isEmpty).count() == 0);
  }

  private boolean isEmpty(DashboardQueries.Asked panel) {
    return panel.expressions().stream().allMatch(e -> prometheus.ask(e).isEmpty());
  }

  @Test
  @Order(5)
  void nothingFiresAtRest() {
    assertThat(prometheus.ask("ALERTS{alertstate=\"firing\"}")).isEmpty();
  }

  @Test
  @Order(6)
  void theAlertOfAMissingMemberFires() {
    mishaps.holdBack(follower);
    mishaps.delete(follower);
    cluster.await("alert", () -> !prometheus.alerts("ZookeeperMemberMissing", "firing").isEmpty());

    assertThat(prometheus.alerts("ZookeeperMemberMissing", "firing"))
        .singleElement()
        .satisfies(alert ->
            assertThat(alert.labels())
                .containsEntry("namespace", "default")
                .containsEntry("cluster", ZK)
                .containsEntry("severity", "warning"));
    assertThat(prometheus.annotations("ZookeeperMemberMissing"))
        .containsEntry("runbook_url", ShippedRules.RUNBOOKS + "/MemberMissing.md");
    awaitNumber("the member is down", "up{pod=\"%s\"} == bool 0".formatted(follower), 1);
  }

  @Test
  @Order(7)
  void aChangeThatWaitsIsPending() {
    user.apply(Manifest.ensemble(ZK, 3, "config: {snapCount: \"50000\"}"));
    cluster.await("alert", () -> !prometheus.alerts("ZookeeperBlocked", "pending").isEmpty());

    assertThat(prometheus.alerts("ZookeeperBlocked", "pending"))
        .allSatisfy(alert -> assertThat(alert.labels()).containsKey("reason"));
    assertThat(prometheus.value(SERIES).orElseThrow()).isLessThanOrEqualTo(60);
  }

  @Test
  @Order(8)
  void alertsEndWhenTheMemberIsBack() {
    mishaps.letGo(follower);
    user.awaitReady(ZK);
    cluster.await(
        "no alert",
        () ->
            List.of("ZookeeperMemberMissing", "ZookeeperBlocked").stream()
                .allMatch(name -> prometheus.ask("ALERTS{alertname=\"" + name + "\"}").isEmpty()));
  }

  @Test
  @Order(9)
  void electionsThatWerePlannedAreCountedAsSuch() {
    awaitNumber(
        "an election", "sum(quorate_cluster_elections_total{cluster=\"zk\",planned=\"true\"})", 1);
  }

  @Test
  @Order(10)
  void noSeriesIsLeftOfAClusterThatIsGone() {
    user.delete(ZK);
    cluster.await("no series", () -> prometheus.value(SERIES).isEmpty());
    awaitNumber("no cluster", "max(quorate_clusters) == bool 0", 1);
  }

  @Test
  @Order(11)
  void anOperatorThatIsDownIsPending() throws InterruptedException {
    assertThat(prometheus.ask("ALERTS{alertname=\"QuorateDown\"}")).isEmpty();
    cluster.operator().signal("KILL");
    cluster.await("alert", () -> !prometheus.alerts("QuorateDown", "pending").isEmpty());
  }
}
