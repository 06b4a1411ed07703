package dev.quorate.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.testing.Manifest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An operator that changes one ensemble at a time, and has two of them. */
class TurnsIT {
  private static final String ANT = "ant";
  private static final String BEE = "bee";

  private RunningCluster cluster;
  private ClusterUser user;

  @BeforeEach
  void twoEnsembles() {
    cluster = RunningCluster.withoutOperator("turns");
    cluster.startOperator(Map.of("QUORATE_CONCURRENT_CHANGES", "1"));
    user = cluster.user();
    user.apply(Manifest.ensemble(ANT, 1));
    user.apply(Manifest.ensemble(BEE, 1));
    user.awaitReady(ANT);
    user.awaitReady(BEE);
  }

  @AfterEach
  void end() {
    cluster.close();
  }

  private void change(String ensemble) {
    user.apply(Manifest.ensemble(ensemble, 1, "config: {tickTime: \"3000\"}"));
  }

  @Test
  void theSecondWaitsForItsTurnAndSaysSoAndFollows() {
    var mishaps = new Mishaps(cluster, ANT);
    List<String> ants = cluster.members(ANT).uids();
    List<String> bees = cluster.members(BEE).uids();

    mishaps.holdBack("ant-0");
    change(ANT);
    cluster.await("a new ant", () -> !cluster.members(ANT).uids().equals(ants));
    change(BEE);
    cluster.await(
        "a bee that waits", () -> user.condition(BEE, "Ready").equals("False WaitingForTurn"));
    assertThat(user.message(BEE, "Ready"))
        .contains(
            "no more than these: default/ant", "next: 1 of 1 members are still to be restarted");
    assertThat(cluster.members(BEE).uids()).isEqualTo(bees);
    assertThat(cluster.members(BEE).areWhole()).isTrue();

    mishaps.letGo("ant-0");
    user.awaitReady(ANT);
    user.awaitReady(BEE);
    assertThat(cluster.members(BEE).uids()).isNotEqualTo(bees);
  }
}
