package dev.quorate.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.api.MemberStatus;
import dev.quorate.model.Labels;
import dev.quorate.scenario.load.ClientLoad;
import dev.quorate.testing.Manifest;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuotaBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
  private static final String ZK = "zk";
  private static final String MISSING = "docker.io/library/zookeeper:3.9.5-missing";

  private RunningCluster cluster;
  private ClusterUser user;
  private Members members;
  private ClientLoad load;

  @BeforeAll
  void anEnsembleUnderLoad() throws Exception {
    cluster = RunningCluster.withOperator("roll");
    user = cluster.user();
    members = cluster.members(ZK);
    user.apply(manifest("3.9.5", ""));
    user.awaitReady(ZK);
    load = ClientLoad.on(members::addresses);
  }

  @AfterAll
  void end() throws Exception {
    load.close();
    cluster.close();
  }

  private static String manifest(String version, String line) {
    return Manifest.ensemble(ZK, 3, line).replace("3.9.5\"", version + "\"");
  }

  /** The members in the order in which they have to be restarted. */
  private List<String> followersThenLeader() {
    List<String> order = new ArrayList<>(members.followers());
    order.add(members.leader().orElseThrow());
    return order;
  }

  private List<String> evictedSince(Instant moment) {
    return cluster.operatorRequests().since(moment).stream()
        .filter(request -> request.startsWith("create pods/eviction "))
        .map(request -> request.substring(request.lastIndexOf(' ') + 1))
        .distinct()
        .toList();
  }

  private void rolls(String what, Runnable change, TestReporter reporter) {
    var order = followersThenLeader();
    var before = members.uids();
    long epoch = members.epoch();
    var begin = Instant.now();

    change.run();
    cluster.await(
        "three new pods",
        () -> members.uids().size() == 3 && members.uids().stream().noneMatch(before::contains));
    user.awaitReady(ZK);

    assertThat(evictedSince(begin)).isEqualTo(order);
    assertThat(members.epoch() - epoch).as("elections").isEqualTo(1);
    reporter.publishEntry(
        what,
        "%d ms, longest write gap %d ms"
            .formatted(
                Duration.between(begin, Instant.now()).toMillis(),
                load.longestWriteGap(begin).toMillis()));
  }

  @Test
  @Order(1)
  void aChangeAndAnAnnotationReachFollowersBeforeTheLeaderInOneRoll(TestReporter reporter) {
    rolls(
        "configuration",
        () ->
            user.apply(
                manifest("3.9.5", "config: {tickTime: \"1900\"}")
                    .replace(
                        "  namespace:",
                        "  annotations: {\"%s\": \"2026-01-31T12:00:00Z\"}\n  namespace:"
                            .formatted(Labels.RESTART_AT))),
        reporter);
    assertThat(user.eventReasons(ZK))
        .contains("ConfigurationChanged", "RestartingMembers", "RolloutCompleted");
  }

  @Test
  @Order(2)
  void aRestartOfTheStatefulSetRestartsEverybody(TestReporter reporter) {
    rolls(
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
    assertThat(user.eventReasons(ZK)).contains("RestartRequested");
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

    assertThat(evictedSince(begin)).containsExactly(follower);
    assertThat(members.epoch()).isEqualTo(epoch);
  }

  @Test
  @Order(4)
  void anOlderReleaseAndBack(TestReporter reporter) {
    rolls("downgrade", () -> user.apply(manifest("3.8.6", "")), reporter);
    assertThat(user.status(ZK).orElseThrow().version()).isEqualTo("3.8.6");
    rolls("upgrade", () -> user.apply(manifest("3.9.5", "")), reporter);
    assertThat(user.status(ZK).orElseThrow().version()).isEqualTo("3.9.5");
  }

  @Test
  @Order(5)
  void anImageThatIsNotThereStopsTheRollAtTheFirstMember() {
    var first = members.followers().getFirst();
    long epoch = members.epoch();
    var begin = Instant.now();

    user.apply(manifest("3.9.5", "image: " + MISSING));
    cluster.await(
        "the roll stops", () -> user.condition(ZK, "Stalled").equals("True ImageUnavailable"));
    var status = user.status(ZK).orElseThrow();
    assertThat(status.rollout().member()).isEqualTo(first);
    assertThat(status.rollout().updated()).isEqualTo(1);
    assertThat(status.members()).filteredOn(MemberStatus::ready).hasSize(2);
    assertThat(user.message(ZK, "Stalled")).contains(first, MISSING);

    user.apply(manifest("3.9.5", ""));
    user.awaitReady(ZK);
    assertThat(evictedSince(begin)).containsExactly(first);
    assertThat(members.epoch()).isEqualTo(epoch);
    assertThat(user.status(ZK).orElseThrow().members())
        .extracting(MemberStatus::revision)
        .filteredOn(Objects::nonNull)
        .containsOnly(status.members().getLast().revision());
  }

  @Test
  @Order(6)
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
    assertThat(evictedSince(begin)).containsExactly(first);
    assertThat(members.epoch()).isEqualTo(epoch);

    few.delete();
    user.awaitReady(ZK);
    assertThat(user.condition(ZK, "Stalled")).startsWith("False");
  }

  @Test
  @Order(7)
  void noAcknowledgedWriteAndNoSessionIsLost(TestReporter reporter) throws Exception {
    var account = load.settle();
    reporter.publishEntry("acknowledged writes", Integer.toString(account.acknowledged()));
    account.assertKept();
  }
}
