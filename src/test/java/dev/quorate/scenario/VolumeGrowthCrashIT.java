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
    var expected = withoutSize(operators.undisturbed(of("2Gi")), "2Gi");
    var members = cluster.members(ZK).lives();

    int deaths = operators.during(of("3Gi"), () -> new AfterWrite(1)).size();

    reporter.publishEntry("deaths", Integer.toString(deaths));
    assertThat(deaths).isGreaterThanOrEqualTo(FEWEST_WRITES);
    assertThat(withoutSize(operators.endState(), "3Gi")).isEqualTo(expected);
    assertThat(cluster.members(ZK).lives()).isEqualTo(members);
  }

  private static SortedMap<String, Object> withoutSize(
      SortedMap<String, Object> state, String size) {
    state.replaceAll((_, object) -> object.toString().replace(size, "size"));
    return state;
  }
}
