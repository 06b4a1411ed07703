package dev.quorate.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.scenario.SuddenDeath.AfterWrite;
import dev.quorate.testing.Manifest;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** The operator dies after each of its writes while volumes grow; another one always goes on. */
class VolumeGrowthCrashIT {
  private static final String ZK = "zk";

  /** Three claims, and the set is deleted and made again. */
  private static final int FEWEST_WRITES = 3 + 2;

  private RunningCluster cluster;
  private ClusterUser user;

  @BeforeEach
  void growOnceUndisturbed() {
    cluster = RunningCluster.withOperator("volume-growth-crash");
    user = cluster.user();
    user.apply(Manifest.ensemble(ZK, 3));
    user.awaitReady(ZK);
  }

  @AfterEach
  void end() {
    cluster.close();
  }

  private static String of(String size) {
    return Manifest.ensemble(ZK, 3).replace("1Gi", size);
  }

  @Test
  void killedAfterEachWrite(TestReporter reporter) {
    var operators = new DyingOperators(cluster, ZK);
    user.apply(of("2Gi"));
    operators.awaitRest();
    var members = cluster.members(ZK).lives();
    var expected = endState("2Gi");

    cluster.operator().close();
    user.apply(of("3Gi"));
    int deaths = operators.untilRest(Integer.MAX_VALUE, () -> new AfterWrite(1)).size();

    reporter.publishEntry("deaths", Integer.toString(deaths));
    assertThat(deaths).isGreaterThanOrEqualTo(FEWEST_WRITES);
    assertThat(endState("3Gi")).isEqualTo(expected);
    assertThat(cluster.members(ZK).lives()).isEqualTo(members);
  }

  /** With the size that it has taken out. */
  private SortedMap<String, Object> endState(String size) {
    var state = EndState.of(cluster.local().client(), "default");
    state.replaceAll((_, object) -> object.toString().replace(size, "size"));
    return state;
  }
}
