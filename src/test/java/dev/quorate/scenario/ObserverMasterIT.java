package dev.quorate.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.api.MemberStatus;
import dev.quorate.scenario.load.ClientLoad;
import dev.quorate.testing.Manifest;
import dev.quorate.testing.MemberModes;
import dev.quorate.zookeeper.Word;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Followers feed the observers, for whoever asks for it; the leader counts none of these. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ObserverMasterIT {
  private static final String ZK = "zk";
  private static final List<String> OBSERVERS =
      List.of("zk-observer-0", "zk-observer-1", "zk-observer-2");

  private RunningCluster cluster;
  private ClusterUser user;
  private Members members;
  private ClientLoad load;

  @BeforeAll
  void anEnsembleWithThreeObservers() throws Exception {
    cluster = RunningCluster.withOperator("observer-master");
    user = cluster.user();
    members = cluster.members(ZK);
    user.apply(
        Manifest.ensemble(
            ZK, 3, "observers: {replicas: 3}\n  config: {observerMasterPort: \"2191\"}"));
    user.awaitReady(ZK);
    load = ClientLoad.on(members::addresses);
  }

  @AfterAll
  void end() throws Exception {
    load.close();
    cluster.close();
  }

  /** How many observers a voter says that it feeds. */
  private int fedBy(String pod) {
    return MemberModes.ask(members.addresses().get(pod), Word.MNTR)
        .lines()
        .filter(line -> line.startsWith("zk_synced_observers\t"))
        .mapToInt(line -> (int) Double.parseDouble(line.substring(line.indexOf('\t') + 1)))
        .sum();
  }

  private int fedByFollowers() {
    return members.followers().stream().mapToInt(this::fedBy).sum();
  }

  private void awaitFedByFollowers() {
    cluster.await("followers feed every observer", () -> fedByFollowers() == OBSERVERS.size());
    assertThat(fedBy(members.leader().orElseThrow())).isZero();
    cluster.await("status says so", () -> statesOfObservers().equals(SYNCED));
    user.awaitReady(ZK);
  }

  private static final List<String> SYNCED = List.of("Synced", "Synced", "Synced");

  private List<String> statesOfObservers() {
    return user.status(ZK).orElseThrow().members().stream()
        .filter(m -> OBSERVERS.contains(m.name()))
        .map(MemberStatus::state)
        .toList();
  }

  @Test
  @Order(1)
  void everyObserverTakesPartAlthoughTheLeaderCountsNone() {
    awaitFedByFollowers();
  }

  @Test
  @Order(2)
  void observersFindAnotherMasterWhenTheirsBecomesTheLeader() {
    long epoch = members.epoch();
    members.kill(List.of(members.leader().orElseThrow()));
    cluster.await("another leader", () -> members.epoch() > epoch);
    awaitFedByFollowers();
  }

  @Test
  @Order(3)
  void noAcknowledgedWriteAndNoSessionIsLost() throws Exception {
    load.settle().assertKept();
  }
}
