package dev.quorate.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.scenario.load.ClientLoad;
import dev.quorate.testing.Manifest;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The number of voters is edited while the last edit is still being followed, under client load. It
 * always ends as the latest one says, and on the way no more than one voter is ever missed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ChangeOfMindIT {
  private static final String ZK = "zk";

  /** One more line of spec.storage. */
  private static final String GONE_WHEN_SCALED = "  retention: {whenScaled: Delete}";

  private static final String HOLD = "scenario/hold";

  private RunningCluster cluster;
  private ClusterUser user;
  private Members members;
  private ClientLoad load;
  private Witness witness;

  @BeforeAll
  void theOperatorDiesWhileAnEnsembleForms() throws Exception {
    cluster = RunningCluster.withOperator("change-of-mind");
    user = cluster.user();
    members = cluster.members(ZK);
    user.apply(Manifest.ensemble(ZK, 1));
    cluster.await("a pod", () -> !members.pods().isEmpty());
    cluster.operator().close();
    user.apply(Manifest.ensemble(ZK, 3));
    cluster.startOperator();
    user.awaitReady(ZK);
    load = ClientLoad.on(members::addresses);
    witness = Witness.of(cluster, ZK);
  }

  @AfterAll
  void end() {
    witness.close();
    load.close();
    cluster.close();
  }

  @Test
  @Order(1)
  void anEditFromBeforeTheFirstQuorumIsFollowed() {
    assertVoters(3);
  }

  private void assertVoters(int voters) {
    assertThat(members.voters()).isEqualTo(IntStream.rangeClosed(1, voters).boxed().toList());
    assertThat(members.pods())
        .isEqualTo(IntStream.range(0, voters).mapToObj(i -> "zk-" + i).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "5, zk-3 is made",
    "5, zk-3 joins when it has the leader's data",
    "5, zk-3 has the leader's data and joins",
    "1, leaves: 3 voters are committed",
    "1, taking away"
  })
  @Order(2)
  void takenBackAtEveryStep(int wanted, String step) {
    try (var steps = new Steps(cluster, ZK)) {
      user.apply(Manifest.ensemble(ZK, wanted));
      steps.await(step);
      user.apply(Manifest.ensemble(ZK, 3));
    }
    user.awaitReady(ZK);
    assertVoters(3);
  }

  /** The new member must not begin on the volume that is on its way out, nor wait for ever. */
  @Test
  @Order(3)
  void downAndUpAgainBeforeTheOldClaimIsGone() {
    var old = hold();
    try (var steps = new Steps(cluster, ZK)) {
      user.apply(Manifest.ensemble(ZK, 1, GONE_WHEN_SCALED));
      user.awaitReady(ZK);
      assertThat(claim().get().getMetadata().getDeletionTimestamp()).isNotNull();
      user.apply(Manifest.ensemble(ZK, 3, GONE_WHEN_SCALED));
      steps.await("the volume that zk-2 had before is being deleted; waiting until it is gone");
    }
    assertThat(members.pods()).doesNotContain("zk-2");
    claim()
        .edit(c -> {
          c.getMetadata().setFinalizers(List.of());
          return c;
        });
    user.awaitReady(ZK);
    assertVoters(3);
    assertThat(claim().get().getMetadata().getUid()).isNotEqualTo(old);
  }

  /** As a volume that takes its time to be unmounted. */
  private String hold() {
    return claim()
        .edit(c -> {
          c.getMetadata().getFinalizers().add(HOLD);
          return c;
        })
        .getMetadata()
        .getUid();
  }

  private Resource<PersistentVolumeClaim> claim() {
    return cluster
        .local()
        .client()
        .persistentVolumeClaims()
        .inNamespace("default")
        .withName("data-zk-2");
  }

  @Test
  @Order(4)
  void fiveBecomeOneInOneEdit() {
    user.apply(Manifest.ensemble(ZK, 5));
    user.awaitReady(ZK);
    int versions = members.configVersions("zk-0").size();
    user.apply(Manifest.ensemble(ZK, 1));
    user.awaitReady(ZK);
    assertVoters(1);
    assertThat(members.configVersions("zk-0")).hasSize(versions + 4);
  }

  @Test
  @Order(5)
  void noAcknowledgedWriteAndNoSessionIsLost(TestReporter reporter) throws Exception {
    var account = load.assertKept(reporter);
    reporter.publishEntry("notifications", Integer.toString(account.notifications()));
  }

  @Test
  @Order(6)
  void theLeaderNeverMissedMoreThanOneVoter() {
    assertThat(witness.moments())
        .hasSizeGreaterThan(50)
        .anyMatch(m -> m.modes().size() == 5)
        .allMatch(m -> m.votersAway() <= 1);
  }
}
