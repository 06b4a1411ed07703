package dev.quorate.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.scenario.load.ClientLoad;
import dev.quorate.testing.Manifest;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** More pods are deleted at once than an ensemble can do without, under client load. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LostPodsIT {
  private static final String ZK = "zk";

  private RunningCluster cluster;
  private ClusterUser user;
  private Members members;
  private Mishaps mishaps;
  private ClientLoad load;

  @BeforeAll
  void anEnsembleUnderLoad() throws Exception {
    cluster = RunningCluster.withOperator("lost-pods");
    user = cluster.user();
    members = cluster.members(ZK);
    mishaps = new Mishaps(cluster, ZK);
    user.apply(Manifest.ensemble(ZK, 3));
    user.awaitReady(ZK);
    load = ClientLoad.on(members::addresses);
  }

  @AfterAll
  void end() {
    load.close();
    cluster.close();
  }

  @Test
  @Order(1)
  void aMajorityThatIsDeletedComesBackWithoutAReconfiguration() {
    var version = members.configVersion();
    deleteAndAwaitNewOnes(List.of(members.leader().orElseThrow(), members.followers().getFirst()));
    user.awaitReady(ZK);
    assertThat(members.configVersion()).isEqualTo(version);
  }

  @Test
  @Order(2)
  void aMemberThatCannotStartHoldsUpNoOther() {
    mishaps.holdBack("zk-0");
    deleteAndAwaitNewOnes(members.pods());
    cluster.await("the others serve", () -> members.leader().isPresent());
    assertThat(members.mode("zk-0")).isEqualTo("-");
    assertThat(user.condition(ZK, "Ready")).startsWith("False");
    int then = load.acknowledged();
    cluster.await("writes without it", () -> load.acknowledged() > then + 20);
    mishaps.letGo("zk-0");
    user.awaitReady(ZK);
  }

  private void deleteAndAwaitNewOnes(List<String> pods) {
    var before = members.uids();
    pods.forEach(mishaps::delete);
    cluster.await(
        "all pods again",
        () -> members.pods().size() == 3 && 3 - pods.size() == kept(before, members.uids()));
  }

  private static long kept(List<String> before, List<String> now) {
    return now.stream().filter(before::contains).count();
  }

  @Test
  @Order(3)
  void noAcknowledgedWriteAndNoSessionIsLost() throws Exception {
    load.settle().assertKept();
  }
}
