package dev.quorate.scenario;

import static dev.quorate.scenario.RollingEnsemble.ZK;
import static dev.quorate.scenario.RollingEnsemble.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.api.MemberStatus;
import dev.quorate.model.Labels;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.TestReporter;

/** Changes reach a running ensemble under client load: each costs one election, and no write. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RollIT {
  private static final String MISSING = "docker.io/library/zookeeper:3.9.5-missing";

  private RollingEnsemble ensemble;
  private RunningCluster cluster;
  private ClusterUser user;
  private Members members;

  @BeforeAll
  void anEnsembleUnderLoad() throws Exception {
    ensemble = RollingEnsemble.of(manifest("3.9.5", ""), "roll");
    cluster = ensemble.cluster;
    user = ensemble.user;
    members = ensemble.members;
  }

  @AfterAll
  void end() throws Exception {
    ensemble.close();
  }

  /** What the first roll brings, and one line more. */
  private static String asRolled(String line) {
    return manifest("3.9.5", "config: {tickTime: \"1900\"}\n  " + line)
        .replace(
            "  namespace:",
            "  annotations: {\"%s\": \"2026-01-31T12:00:00Z\"}\n  namespace:"
                .formatted(Labels.RESTART_AT));
  }

  @Test
  @Order(1)
  void aChangeAndAnAnnotationReachFollowersBeforeTheLeaderInOneRoll(TestReporter reporter) {
    var before = members.leader().orElseThrow();
    ensemble.rolls("configuration", () -> user.apply(asRolled("")), reporter);
    assertThat(user.leaderHistory(ZK))
        .first()
        .isEqualTo(
            "%s -> %s in %d: restart by the operator"
                .formatted(before, members.leader().orElseThrow(), members.epoch()));
    user.awaitEvents(ZK, "ConfigurationChanged", "RestartingMembers", "RolloutCompleted");
  }

  @Test
  @Order(2)
  void aRestartOfTheStatefulSetRestartsEverybody(TestReporter reporter) {
    ensemble.rolls(
        "kubectl rollout restart",
        () ->
            cluster
                .local()
                .client()
                .apps()
                .statefulSets()
                .inNamespace("default")
                .withName(ZK)
                .patch(
                    PatchContext.of(PatchType.STRATEGIC_MERGE),
                    "{\"spec\":{\"template\":{\"metadata\":{\"annotations\":{\"%s\":\"2026-01-31T13:00:00Z\"}}}}}"
                        .formatted(Labels.RESTARTED_AT)),
        reporter);
    user.awaitEvents(ZK, "RestartRequested");
  }

  @Test
  @Order(3)
  void anAnnotationOnAPodRestartsThatMemberAlone() {
    var follower = members.followers().getFirst();
    var begin = Instant.now();
    long epoch = members.epoch();
    var before = members.uids();

    user.annotatePod(follower, Labels.RESTART, "true");
    cluster.await("another pod", () -> !members.uids().equals(before));
    user.awaitReady(ZK);

    assertThat(ensemble.cluster.operatorRequests().evictedSince(begin)).containsExactly(follower);
    assertThat(members.epoch()).isEqualTo(epoch);
  }

  @Test
  @Order(4)
  void anImageThatIsNotThereStopsTheRollAtTheFirstMember() {
    var first = members.followers().getFirst();
    long epoch = members.epoch();
    var begin = Instant.now();

    user.apply(asRolled("image: " + MISSING));
    cluster.await(
        "the roll stops", () -> user.condition(ZK, "Stalled").equals("True ImageUnavailable"));
    var status = user.status(ZK).orElseThrow();
    assertThat(status.rollout().member()).isEqualTo(first);
    assertThat(status.rollout().updated()).isEqualTo(1);
    assertThat(status.members()).filteredOn(MemberStatus::ready).hasSize(2);
    assertThat(user.message(ZK, "Stalled")).contains(first, MISSING);

    user.apply(asRolled(""));
    user.awaitReady(ZK);
    assertThat(ensemble.cluster.operatorRequests().evictedSince(begin)).containsExactly(first);
    assertThat(members.epoch()).isEqualTo(epoch);
    assertThat(user.status(ZK).orElseThrow().members())
        .extracting(MemberStatus::revision)
        .filteredOn(Objects::nonNull)
        .containsOnly(status.members().getLast().revision());
  }

  @Test
  @Order(5)
  void aQuotaThatRefusesThePodStopsTheRollAndIsNamed() {
    var first = members.followers().getFirst();
    long epoch = members.epoch();
    var begin = Instant.now();
    var few =
        cluster
            .local()
            .client()
            .resource(
                new ResourceQuotaBuilder()
                    .withNewMetadata()
                    .withName("few")
                    .withNamespace("default")
                    .endMetadata()
                    .withNewSpec()
                    .addToHard("pods", new Quantity("2"))
                    .endSpec()
                    .build());
    few.create();

    user.apply(manifest("3.9.5", "config: {tickTime: \"1800\"}"));
    cluster.await("the roll stops", () -> user.condition(ZK, "Stalled").equals("True PodRefused"));
    assertThat(user.message(ZK, "Stalled")).contains(first, "exceeded quota: few");
    assertThat(user.status(ZK).orElseThrow().members())
        .filteredOn(m -> m.name().equals(first))
        .extracting(MemberStatus::state)
        .containsExactly("Refused");
    assertThat(ensemble.cluster.operatorRequests().evictedSince(begin)).containsExactly(first);
    assertThat(members.epoch()).isEqualTo(epoch);

    few.delete();
    user.awaitReady(ZK);
    assertThat(user.condition(ZK, "Stalled")).startsWith("False");
  }

  @Test
  @Order(6)
  void noAcknowledgedWriteAndNoSessionIsLost(TestReporter reporter) throws Exception {
    ensemble.load.assertKept(reporter);
  }
}
