package dev.quorate.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.quorate.testing.Kubectl;
import dev.quorate.testing.Manifest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;

/**
 * An ensemble that is as it should be is left alone: nothing is written to the API, and no member
 * notices anything. Ten minutes and ten operators of it:
 *
 * <pre>
 * ./mvnw verify -Dtest=none -Dit.test=AtRestIT -Dquorate.rest.seconds=600 -Dquorate.rest.operators=10
 * </pre>
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AtRestIT {
  private static final String ZK = "zk";
  private static final Duration REST =
      Duration.ofSeconds(Integer.getInteger("quorate.rest.seconds", 30));
  private static final Duration QUIET = Duration.ofSeconds(3);
  private static final int EDITS = 100;
  private static final int APPLIES_BY_KUBECTL = 5;
  private static final int OPERATORS = Integer.getInteger("quorate.rest.operators", 4);

  private RunningCluster cluster;
  private ClusterUser user;
  private Undisturbed before;
  private Instant begin;

  @BeforeAll
  void anEnsembleAtRest() {
    cluster = RunningCluster.withoutOperator("at-rest");
    cluster.startOperator(RunningCluster.EXAMINING);
    user = cluster.user();
    user.apply(Manifest.ensemble(ZK, 3));
    user.awaitReady(ZK);
    cluster.await(
        "the last finding: there is one node only",
        () ->
            user.condition(ZK, "DiagnosisClear").equals("True NoProblemFound")
                && user.status(ZK).orElseThrow().problems().stream()
                    .anyMatch(problem -> problem.rule().equals("FewVoters")));
    cluster.awaitFor(QUIET, "the last write", () -> writesSince(Instant.now().minus(QUIET)) == 0);
    before = Undisturbed.of(cluster, ZK);
    assertThat(before.epoch()).isEqualTo(1);
    assertThat(before.processes()).hasSize(3);
  }

  @AfterAll
  void end() {
    cluster.close();
  }

  @BeforeEach
  void count() {
    begin = Instant.now();
  }

  @AfterEach
  void nothingWasWrittenAndNobodyWasDisturbed() {
    assertThat(cluster.operatorRequests().writesSince(begin)).isEmpty();
    assertThat(Undisturbed.of(cluster, ZK)).isEqualTo(before);
  }

  @Test
  void timePasses(TestReporter reporter) {
    int looks = cluster.operatorMetrics().looks();
    cluster.awaitFor(REST, "no requests but watches", () -> requestsSince(begin).isEmpty());
    reporter.publishEntry("at rest for", REST.toString());
    int looksMeanwhile = cluster.operatorMetrics().looks() - looks;
    reporter.publishEntry("looks of the operator", Integer.toString(looksMeanwhile));
    assertThat(looksMeanwhile).isPositive();
  }

  /** Every third edit changes the resource, though not what it asks for. */
  @Test
  void aHundredEditsThatChangeNothing(TestReporter reporter) {
    var metrics = cluster.operatorMetrics();
    int looks = metrics.looks();
    for (int edit = 0; edit < EDITS; edit++) {
      switch (edit % 3) {
        case 0 -> user.apply(Manifest.ensemble(ZK, 3));
        case 1 -> user.replace(user.resource(ZK).get());
        default -> touch(edit);
      }
    }
    cluster.await("looks", () -> metrics.looks() > looks);
    awaitQuiet();
    reporter.publishEntry("looks of the operator", Integer.toString(metrics.looks() - looks));
  }

  private void touch(int edit) {
    var resource = user.resource(ZK).get();
    resource.getMetadata().getAnnotations().put("example.com/touched", Integer.toString(edit));
    user.replace(resource);
  }

  @Test
  void kubectlAppliesTheSameFileAgain() {
    assumeTrue(Kubectl.isInstalled());
    var kubectl = new Kubectl(cluster.local().kubeconfig());
    for (int time = 0; time < APPLIES_BY_KUBECTL; time++) {
      var applied = kubectl.runWith(Manifest.ensemble(ZK, 3), "apply", "-f", "-");
      assertThat(applied.exitCode()).as(applied.text()).isZero();
    }
    awaitQuiet();
  }

  @Test
  void restartsOfTheOperatorHalfOfThemWithoutWarning() throws Exception {
    for (int restart = 0; restart < OPERATORS; restart++) {
      var operator = cluster.operator();
      operator.signal(restart % 2 == 0 ? "TERM" : "KILL");
      operator.exitCode();
      cluster.startOperator();
      var metrics = cluster.operatorMetrics();
      cluster.await("a look", () -> metrics.looks() > 0);
    }
    awaitQuiet();
    assertThat(requestsSince(begin)).allMatch(request -> request.startsWith("list "));
  }

  private void awaitQuiet() {
    cluster.awaitFor(
        QUIET, "no more requests", () -> requestsSince(Instant.now().minus(QUIET)).isEmpty());
  }

  private int writesSince(Instant moment) {
    return cluster.operatorRequests().writesSince(moment).size();
  }

  /** Without watches, which are the operator's eyes. */
  private List<String> requestsSince(Instant moment) {
    return cluster.operatorRequests().since(moment).stream()
        .filter(request -> !request.startsWith("watch "))
        .toList();
  }
}
