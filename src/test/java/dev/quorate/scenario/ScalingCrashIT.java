package dev.quorate.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.scenario.SuddenDeath.AfterReconfiguration;
import dev.quorate.scenario.SuddenDeath.AfterWrite;
import dev.quorate.scenario.load.ClientLoad;
import dev.quorate.testing.Manifest;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.TestReporter;

/**
 * The operator dies at every step of a change of the membership, before and after it; another one
 * always finishes it, with no change too many.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ScalingCrashIT {
  private static final String ZK = "zk";

  /** A member that joins takes at least: its pod, the list, a record on its claim, the status. */
  private static final int FEWEST_WRITES = 4;

  /** Writes of each operator's life; 1 to die after each of them, which takes six minutes. */
  private static final int WRITES = Integer.getInteger("quorate.crash.writes", 2);

  private RunningCluster cluster;
  private Members members;
  private DyingOperators operators;
  private ClientLoad load;
  private SortedMap<String, Object> three;
  private SortedMap<String, Object> five;

  @BeforeAll
  void scaleOnceUndisturbed() throws Exception {
    cluster = RunningCluster.withOperator("scaling-crash");
    members = cluster.members(ZK);
    operators = new DyingOperators(cluster, ZK);
    five = operators.undisturbed(Manifest.ensemble(ZK, 5));
    three = operators.undisturbed(Manifest.ensemble(ZK, 3));
    load = ClientLoad.on(members::addresses);
  }

  @AfterAll
  void end() throws Exception {
    load.close();
    cluster.close();
  }

  @Test
  @Order(1)
  void killedAfterEveryFewWrites(TestReporter reporter) {
    int up = scale(5, five, () -> new AfterWrite(WRITES));
    int down = scale(3, three, () -> new AfterWrite(WRITES));
    reporter.publishEntry("deaths, up and down", up + ", " + down);
    assertThat(List.of(up, down)).allMatch(deaths -> deaths * WRITES > 2 * FEWEST_WRITES);
  }

  @Test
  @Order(2)
  void killedAfterEachReconfiguration() {
    assertThat(scale(5, five, AfterReconfiguration::new)).isEqualTo(2);
    assertThat(scale(3, three, AfterReconfiguration::new)).isEqualTo(2);
  }

  private int scale(int voters, SortedMap<String, Object> expected, Supplier<SuddenDeath> death) {
    int versions = members.configVersions("zk-0").size();
    int changes = Math.abs(voters - members.voters().size());
    int deaths = operators.during(Manifest.ensemble(ZK, voters), death).size();

    assertThat(operators.endState()).isEqualTo(expected);
    assertThat(members.voters()).hasSize(voters);
    assertThat(members.configVersions("zk-0")).hasSize(versions + changes);
    return deaths;
  }

  @Test
  @Order(3)
  void noAcknowledgedWriteAndNoSessionIsLost(TestReporter reporter) throws Exception {
    load.assertKept(reporter);
  }
}
