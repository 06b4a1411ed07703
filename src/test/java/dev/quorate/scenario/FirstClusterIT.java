package dev.quorate.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.quorate.scenario.load.ClientLoad;
import dev.quorate.testing.EnsembleObjects;
import dev.quorate.testing.Kubectl;
import dev.quorate.testing.Manifest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.TestReporter;

/** From the first resource to its end, and back again on the volumes that were kept. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FirstClusterIT {
  private static final String ZK = "zk";

  private RunningCluster cluster;
  private ClusterUser user;
  private Members members;
  private Kubectl kubectl;
  private ClientLoad data;

  @BeforeAll
  void applyTheFirstCluster(TestReporter reporter) {
    cluster = RunningCluster.withoutOperator("first-cluster");
    cluster.startOperator(RunningCluster.EXAMINING);
    user = cluster.user();
    members = cluster.members(ZK);
    kubectl = new Kubectl(cluster.local().kubeconfig());
    cluster.await("the operator looks", () -> cluster.operator().output().contains("Started"));
    var applied = Instant.now();
    user.apply(Manifest.ensemble(ZK, 3));
    user.awaitReady(ZK);
    reporter.publishEntry("apply to Ready", sinceText(applied, Instant.now()));
    var created = cluster.operatorRequests().firstTime("apply statefulsets zk");
    reporter.publishEntry("apply to StatefulSet", sinceText(applied, created));
  }

  private static String sinceText(Instant start, Instant end) {
    return Duration.between(start, end).toMillis() + " ms";
  }

  @AfterAll
  void end() {
    data.close();
    cluster.close();
  }

  @Test
  @Order(1)
  void threeRealServersServe() {
    assertThat(members.modes()).containsExactlyInAnyOrder("leader", "follower", "follower");
    assertThat(members.restarts()).isZero();
    var status = user.status(ZK).orElseThrow();
    assertThat(status.ready()).isEqualTo("3/3");
    assertThat(status.version()).isEqualTo("3.9.5");
    assertThat(status.quorum().summary()).isEqualTo("3/3, may lose 1");
    assertThat(members.leader()).hasValue(status.quorum().leader());
  }

  @Test
  @Order(2)
  void theConditionsSayThatAllIsWell() {
    cluster.await("a diagnosis", () -> !user.condition(ZK, "DiagnosisClear").startsWith("Unknown"));
    assertThat(user.conditions(ZK))
        .containsExactly(
            "Ready=True EnsembleReady",
            "QuorumAvailable=True LeaderElected",
            "Degraded=False AsExpected",
            "MembershipInSync=True MembershipInSync",
            "UpToDate=True UpToDate",
            "Paused=False AsExpected",
            "Reconciling=False AsExpected",
            "Stalled=False AsExpected",
            "DiagnosisClear=True NoProblemFound");
  }

  @Test
  @Order(3)
  void kubectlShowsItInOneLine() {
    assumeTrue(Kubectl.isInstalled());
    var leader = members.leader().orElseThrow();
    var table = kubectl.run("get", "zk").table();
    assertThat(table.getFirst())
        .containsExactly("NAME", "READY", "LEADER", "VERSION", "STATUS", "AGE");
    assertThat(table.getLast()).startsWith(ZK, "3/3", leader, "3.9.5", "EnsembleReady");
    assertThat(kubectl.run("get", "zk", "-o", "wide").table().getFirst())
        .contains("QUORUM", "REVISION", "ENDPOINT", "MESSAGE");
  }

  @Test
  @Order(4)
  void kubectlDescribesWhatHappened() {
    assumeTrue(Kubectl.isInstalled());
    assertThat(kubectl.run("describe", "zk", ZK).text()).contains("Events:", "EnsembleFormed");
    user.awaitEvents(ZK, "CreatingEnsemble", "EnsembleFormed");
    assertThat(user.eventReasons(ZK)).doesNotContain("MemberRecovered");
  }

  @Test
  @Order(5)
  void kubectlWaitsForReady() {
    assumeTrue(Kubectl.isInstalled());
    var waited = kubectl.run("wait", "--for=condition=Ready", "zk/" + ZK, "--timeout=5s");
    assertThat(waited.text()).contains("condition met");
    assertThat(waited.exitCode()).isZero();
  }

  @Test
  @Order(6)
  void anInvalidChangeIsRefusedWithFieldReasonAndRemedy() {
    assumeTrue(Kubectl.isInstalled());
    var refused = kubectl.runWith(Manifest.ensemble(ZK, 4), "apply", "-f", "-");
    assertThat(refused.exitCode()).isNotZero();
    assertThat(refused.text())
        .contains("spec.replicas", "tolerates no more failures than one less", "write 3 or 5");
  }

  @Test
  @Order(7)
  void whatOnlyTheOperatorCanRefuseIsToldInStatusAndDisturbsNobody() {
    var before = members.uids();
    user.apply(Manifest.ensemble(ZK, 3).replace("heap: 96Mi", "heap: 512Mi"));
    cluster.await("refusal", () -> user.condition(ZK, "Ready").equals("False InvalidSpec"));
    assertThat(user.message(ZK, "Ready"))
        .contains("spec.jvm.heap", "does not fit into the memory limit", "write at most");
    assertThat(user.condition(ZK, "QuorumAvailable")).isEqualTo("True LeaderElected");
    assertThat(members.uids()).isEqualTo(before);
    user.apply(Manifest.ensemble(ZK, 3));
    user.awaitReady(ZK);
    assertThat(members.restarts()).isZero();
  }

  @Test
  @Order(8)
  void deletingItRemovesEverythingButTheVolumes() throws Exception {
    data = ClientLoad.on(members::addresses);
    cluster.await("some data", () -> data.acknowledged() > 100);
    user.delete(ZK);
    assertThat(new EnsembleObjects(cluster.local().client(), ZK).names())
        .containsExactly(
            "PersistentVolumeClaim/data-zk-0",
            "PersistentVolumeClaim/data-zk-1",
            "PersistentVolumeClaim/data-zk-2");
    assertThat(cluster.local().kubelet().pids()).isEmpty();
  }

  @Test
  @Order(9)
  void onTheKeptVolumesItComesBackWithItsDataAndBootstrapsNothing(TestReporter reporter)
      throws Exception {
    var applied = Instant.now();
    user.apply(Manifest.ensemble(ZK, 3));
    user.awaitReady(ZK);
    reporter.publishEntry("apply to Ready on kept volumes", sinceText(applied, Instant.now()));
    var account = data.settle();
    reporter.publishEntry("acknowledged writes", Integer.toString(account.acknowledged()));
    assertThat(account.failures()).isEmpty();
    assertThat(account.acknowledged()).isGreaterThan(100);
    assertThat(account.lost()).isEmpty();
    for (var pod : List.of("zk-0", "zk-1", "zk-2")) {
      assertThat(members.decisions(pod))
          .satisfiesExactly(
              first -> assertThat(first).contains("bootstraps: the volume is empty"),
              second -> assertThat(second).contains("restarts as a member"));
    }
  }
}
