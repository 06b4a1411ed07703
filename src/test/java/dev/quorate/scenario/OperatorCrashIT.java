package dev.quorate.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.model.Labels;
import dev.quorate.model.Names;
import dev.quorate.scenario.SuddenDeath.AfterWrite;
import dev.quorate.testing.Manifest;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.TestReporter;

/**
 * The operator dies while it forms ensembles, again and again; another one always finishes the
 * work, and the result is the same as if nothing had happened. Longer, or the same deaths again:
 *
 * <pre>./mvnw -Pcrash verify -Dit.test=OperatorCrashIT -Dquorate.kills=200 -Dquorate.seed=42
 * </pre>
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OperatorCrashIT {
  private static final String ZK = "zk";
  private static final String NAMESPACE = "default";
  private static final List<String> PODS = List.of("zk-0", "zk-1", "zk-2");
  private static final int KILLS = Integer.getInteger("quorate.kills", 30);

  /** Nine objects, a record on each claim, and what changes when the ensemble has formed. */
  private static final int FEWEST_WRITES = 12;

  private static final int KILLS_PER_FORMATION = 10;

  private RunningCluster cluster;
  private KubernetesClient client;
  private ClusterUser user;
  private Members members;
  private DyingOperators operators;
  private SortedMap<String, Object> expected;
  private List<String> conditions;
  private Map<String, Integer> starts;
  private int kills;

  @BeforeAll
  void formOnceUndisturbed() {
    cluster = RunningCluster.withOperator("operator-crash");
    client = cluster.local().client();
    user = cluster.user();
    members = cluster.members(ZK);
    user.apply(Manifest.ensemble(ZK, 3));
    operators = new DyingOperators(cluster, ZK);
    operators.awaitRest();
    expected = EndState.of(client, NAMESPACE);
    conditions = user.conditions(ZK);
    assertThat(expected).containsKeys("StatefulSet/zk", "Secret/zk-superuser", "Pod/zk-2");
  }

  @AfterAll
  void end() {
    cluster.close();
  }

  @Test
  @Order(1)
  void killedAfterEachOfItsWrites(TestReporter reporter) {
    int deaths = form(Integer.MAX_VALUE, () -> new AfterWrite(1)).size();
    reporter.publishEntry("writes, and kills", Integer.toString(deaths));
    assertThat(deaths).isGreaterThan(FEWEST_WRITES);
  }

  @Test
  @Order(2)
  void killedAtRandomMoments(TestReporter reporter) {
    long seed = Long.getLong("quorate.seed", System.nanoTime());
    reporter.publishEntry("quorate.seed", Long.toString(seed));
    var random = new Random(seed);
    while (kills < KILLS) {
      int most = Math.min(KILLS_PER_FORMATION, KILLS - kills);
      var deaths = form(most, () -> SuddenDeath.any(random));
      reporter.publishEntry("deaths in one formation", deaths.toString());
    }
    reporter.publishEntry("kills", Integer.toString(kills));
  }

  /** Forms an ensemble on fresh volumes while operators die; returns the deaths that came true. */
  private List<SuddenDeath> form(int most, Supplier<SuddenDeath> next) {
    removeEverything();
    starts =
        PODS.stream().collect(Collectors.toMap(pod -> pod, pod -> members.decisions(pod).size()));
    try (var record = FormationRecord.of(client, new Names(NAMESPACE, ZK, "cluster.local"))) {
      user.apply(Manifest.ensemble(ZK, 3));
      var deaths = operators.untilRest(most, next);
      kills += deaths.size();
      assertSameAsUndisturbed(record);
      return deaths;
    }
  }

  private void removeEverything() {
    user.delete(ZK);
    cluster.operator().close();
    var claims =
        client
            .resources(PersistentVolumeClaim.class)
            .inNamespace(NAMESPACE)
            .withLabels(Labels.cluster(ZK));
    claims.delete();
    cluster.await("no claims", () -> claims.list().getItems().isEmpty());
  }

  private void assertSameAsUndisturbed(FormationRecord record) {
    assertThat(EndState.of(client, NAMESPACE)).isEqualTo(expected);
    assertThat(user.conditions(ZK)).isEqualTo(conditions);
    assertThat(record.bootstrapFlags()).containsExactly(true, false);
    assertThat(record.formed()).containsExactly(false, true);
    assertThat(record.superusers()).hasSize(1);
    assertThat(record.pods()).hasSize(3);
    assertThat(members.modes()).containsExactlyInAnyOrder("leader", "follower", "follower");
    assertBootstrappedOnce();
    assertThat(formedVersions())
        .hasSize(3)
        .containsOnly(user.status(ZK).orElseThrow().formed().configVersion());
  }

  /** A member that comes when the others have formed already joins them, which takes two starts. */
  private void assertBootstrappedOnce() {
    var decisions = PODS.stream().flatMap(pod -> decisionsNow(pod).stream()).toList();
    int bootstraps = (int) decisions.stream().filter(d -> d.contains(" bootstraps: ")).count();
    assertThat(decisions)
        .hasSize(3)
        .allMatch(d -> d.contains(" bootstraps: ") || d.contains(" joins as an observer: "));
    assertThat(bootstraps).isBetween(2, 3);
    assertThat(members.restarts()).isEqualTo(3 - bootstraps);
  }

  /** What the start script of a member has decided in this formation. */
  private List<String> decisionsNow(String pod) {
    return members.decisions(pod).stream().skip(starts.get(pod)).toList();
  }

  private List<String> formedVersions() {
    return client
        .resources(PersistentVolumeClaim.class)
        .inNamespace(NAMESPACE)
        .withLabels(Labels.cluster(ZK))
        .list()
        .getItems()
        .stream()
        .map(claim -> claim.getMetadata().getAnnotations().get(Labels.FORMED))
        .toList();
  }
}
