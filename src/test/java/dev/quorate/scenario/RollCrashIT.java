package dev.quorate.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.scenario.SuddenDeath.AfterWrite;
import dev.quorate.scenario.load.ClientLoad;
import dev.quorate.testing.Manifest;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.TestReporter;

/** The operator dies after every write of a roll; another one goes on where the pods are. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RollCrashIT {
  private static final String ZK = "zk";
  private static final String AT_FIRST = Manifest.ensemble(ZK, 3);
  private static final String CHANGED = Manifest.ensemble(ZK, 3, "config: {tickTime: \"1900\"}");

  /** A new configuration, its StatefulSet, and three evictions. */
  private static final int FEWEST_DEATHS = 5;

  private RunningCluster cluster;
  private Members members;
  private DyingOperators operators;
  private ClientLoad load;
  private SortedMap<String, Object> rolled;

  @BeforeAll
  void rollOnceUndisturbed() throws Exception {
    cluster = RunningCluster.withOperator("roll-crash");
    members = cluster.members(ZK);
    operators = new DyingOperators(cluster, ZK);
    operators.undisturbed(AT_FIRST);
    rolled = operators.undisturbed(CHANGED);
    operators.undisturbed(AT_FIRST);
    load = ClientLoad.on(members::addresses);
  }

  @AfterAll
  void end() throws Exception {
    load.close();
    cluster.close();
  }

  @Test
  @Order(1)
  void killedAfterEachWrite(TestReporter reporter) {
    long epoch = members.epoch();
    var before = members.uids();

    int deaths = operators.during(CHANGED, () -> new AfterWrite(1)).size();

    reporter.publishEntry("deaths", Integer.toString(deaths));
    assertThat(deaths).isGreaterThanOrEqualTo(FEWEST_DEATHS);
    assertThat(members.uids()).hasSize(3).doesNotContainAnyElementsOf(before);
    assertThat(members.epoch() - epoch).as("elections").isEqualTo(1);
    assertThat(operators.endState()).isEqualTo(rolled);
  }

  @Test
  @Order(2)
  void noAcknowledgedWriteAndNoSessionIsLost(TestReporter reporter) throws Exception {
    load.assertKept(reporter);
  }
}
