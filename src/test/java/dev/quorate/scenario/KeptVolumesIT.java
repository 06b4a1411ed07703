package dev.quorate.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.model.Labels;
import dev.quorate.scenario.load.ClientLoad;
import dev.quorate.testing.EnsembleObjects;
import dev.quorate.testing.Manifest;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Members leave, and their volumes stay, with an old list and old data on them. Whoever comes back
 * on such a volume, even in a cluster that was made again, gets the data that was acknowledged
 * since.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KeptVolumesIT {
  private static final String ZK = "zk";

  private RunningCluster cluster;
  private ClusterUser user;
  private Members members;
  private ClientLoad load;

  @BeforeAll
  void threeBecomeOneAndGoOnWriting() throws Exception {
    cluster = RunningCluster.withOperator("kept-volumes");
    user = cluster.user();
    members = cluster.members(ZK);
    user.apply(Manifest.ensemble(ZK, 3));
    user.awaitReady(ZK);
    load = ClientLoad.on(members::addresses);
    cluster.await("writes on all three volumes", () -> load.acknowledged() > 50);
    user.apply(Manifest.ensemble(ZK, 1));
    user.awaitReady(ZK);
    int then = load.acknowledged();
    cluster.await("writes that only one volume has", () -> load.acknowledged() > then + 50);
  }

  @AfterAll
  void end() throws Exception {
    load.close();
    cluster.close();
  }

  @Test
  @Order(1)
  void theVolumesOfThoseWhoLeftSaySo() {
    assertThat(records())
        .containsExactlyEntriesOf(
            new TreeMap<>(Map.of("data-zk-0", "formed", "data-zk-1", "left", "data-zk-2", "left")));
  }

  private SortedMap<String, String> records() {
    SortedMap<String, String> records = new TreeMap<>();
    for (var claim :
        cluster
            .local()
            .client()
            .resources(PersistentVolumeClaim.class)
            .inNamespace("default")
            .withLabels(Labels.cluster(ZK))
            .list()
            .getItems()) {
      var annotations = claim.getMetadata().getAnnotations();
      records.put(
          claim.getMetadata().getName(),
          List.of(Labels.FORMED, Labels.LEFT).stream()
              .filter(annotations::containsKey)
              .map(key -> key.substring(key.indexOf('/') + 1))
              .findFirst()
              .orElse("nothing"));
    }
    return records;
  }

  @Test
  @Order(2)
  void aClusterThatIsMadeAgainBeginsWithTheOneThatStayed() throws Exception {
    user.delete(ZK);
    assertThat(new EnsembleObjects(cluster.local().client(), ZK).isEmpty()).isTrue();
    user.apply(Manifest.ensemble(ZK, 3));
    user.awaitReady(ZK);

    assertThat(members.voters()).containsExactly(1, 2, 3);
    assertThat(members.decisions("zk-0").getLast()).startsWith("server.1 restarts as a member");
    assertThat(members.decisions("zk-1").getLast()).startsWith("server.2 joins as an observer");
    assertThat(members.decisions("zk-2").getLast()).startsWith("server.3 joins as an observer");
    assertThat(records().values()).containsOnly("formed");
  }

  @Test
  @Order(3)
  void nothingThatWasAcknowledgedIsLost() throws Exception {
    int then = load.acknowledged();
    cluster.await("writes again", () -> load.acknowledged() > then + 20);
    var account = load.settle();
    assertThat(account.failures()).isEmpty();
    assertThat(account.lost()).isEmpty();
    assertThat(account.missed()).isEmpty();
  }
}
