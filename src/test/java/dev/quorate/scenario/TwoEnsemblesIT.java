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

/** Two ensembles of one operator change their size at the same time, both under client load. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoEnsemblesIT {
  private static final String ANT = "ant";
  private static final String BEE = "bee";

  private RunningCluster cluster;
  private ClusterUser user;
  private Members ants;
  private Members bees;
  private ClientLoad antLoad;
  private ClientLoad beeLoad;

  @BeforeAll
  void twoEnsemblesUnderLoad() throws Exception {
    cluster = RunningCluster.withOperator("two-ensembles");
    user = cluster.user();
    ants = cluster.members(ANT);
    bees = cluster.members(BEE);
    user.apply(Manifest.ensemble(ANT, 1));
    user.apply(Manifest.ensemble(BEE, 3));
    user.awaitReady(ANT);
    user.awaitReady(BEE);
    antLoad = ClientLoad.on(ants::addresses);
    beeLoad = ClientLoad.on(bees::addresses);
  }

  @AfterAll
  void end() {
    antLoad.close();
    beeLoad.close();
    cluster.close();
  }

  @Test
  @Order(1)
  void oneGrowsWhileTheOtherShrinks() {
    user.apply(Manifest.ensemble(ANT, 3));
    user.apply(Manifest.ensemble(BEE, 1));
    user.awaitReady(ANT);
    user.awaitReady(BEE);
    assertThat(ants.voters()).containsExactly(1, 2, 3);
    assertThat(bees.voters()).containsExactly(1);
  }

  @Test
  @Order(2)
  void oneThatIsHeldUpHoldsUpNoOther() {
    var mishaps = new Mishaps(cluster, ANT);
    mishaps.holdBack("ant-3");
    user.apply(Manifest.ensemble(ANT, 5));
    cluster.await("a joiner", () -> ants.pods().contains("ant-3"));
    user.apply(Manifest.ensemble(BEE, 3));
    user.awaitReady(BEE);
    assertThat(bees.voters()).containsExactly(1, 2, 3);
    assertThat(ants.voters()).containsExactly(1, 2, 3);
    assertThat(user.condition(ANT, "Ready")).isEqualTo("False AddingMember");
    user.apply(Manifest.ensemble(ANT, 3));
    mishaps.letGo("ant-3");
    user.awaitReady(ANT);
    assertThat(ants.pods()).containsExactly("ant-0", "ant-1", "ant-2");
  }

  @Test
  @Order(3)
  void noAcknowledgedWriteAndNoSessionIsLost() throws Exception {
    for (var load : List.of(antLoad, beeLoad)) {
      load.settle().assertKept();
    }
  }
}
