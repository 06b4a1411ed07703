package dev.quorate.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.scenario.load.ClientLoad;
import dev.quorate.testing.Manifest;
import java.time.Duration;
import java.time.Instant;
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
import org.junit.jupiter.params.provider.ValueSource;

/** An ensemble grows and shrinks under client load; what happened is judged at the end. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ScalingIT {
  private static final String ZK = "zk";

  private RunningCluster cluster;
  private ClusterUser user;
  private Members members;
  private ClientLoad load;
  private int size = 3;
  private int changes;
  private int leadersRemoved;
  private long firstEpoch;

  @BeforeAll
  void anEnsembleUnderLoad() throws Exception {
    cluster = RunningCluster.withOperator("scaling");
    user = cluster.user();
    members = cluster.members(ZK);
    user.apply(Manifest.ensemble(ZK, size));
    user.awaitReady(ZK);
    load = ClientLoad.on(members::addresses);
    firstEpoch = members.epoch();
  }

  @AfterAll
  void end() throws Exception {
    load.close();
    cluster.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 7, 5, 3, 1, 3})
  @Order(1)
  void scalesTo(int wanted, TestReporter reporter) {
    boolean leaderLeaves = ordinal(members.leader().orElseThrow()) >= wanted;
    var begin = Instant.now();
    user.apply(Manifest.ensemble(ZK, wanted));
    user.awaitReady(ZK);

    assertThat(members.pods())
        .isEqualTo(IntStream.range(0, wanted).mapToObj(i -> "zk-" + i).toList());
    assertThat(members.voters()).isEqualTo(IntStream.rangeClosed(1, wanted).boxed().toList());
    reporter.publishEntry(
        "edit to Ready", Duration.between(begin, Instant.now()).toMillis() + " ms");
    reporter.publishEntry("longest write gap", load.longestWriteGap(begin).toMillis() + " ms");
    changes += Math.abs(wanted - size);
    leadersRemoved += leaderLeaves ? 1 : 0;
    size = wanted;
  }

  private static int ordinal(String pod) {
    return Integer.parseInt(pod.substring(pod.lastIndexOf('-') + 1));
  }

  @Test
  @Order(2)
  void noAcknowledgedWriteAndNoSessionIsLost(TestReporter reporter) throws Exception {
    load.assertKept(reporter);
  }

  @Test
  @Order(3)
  void eachMemberCostsOneReconfiguration() {
    assertThat(members.configVersions("zk-0")).hasSize(1 + changes);
  }

  @Test
  @Order(4)
  void onlyALeaderThatLeftCostsAnElection() {
    assertThat(members.epoch() - firstEpoch).isEqualTo(leadersRemoved);
  }

  @Test
  @Order(5)
  void aVolumeThatAMemberLeftBehindIsSetAside() {
    assertThat(members.decisions("zk-1").getLast()).startsWith("server.2 joins as an observer: ");
    assertThat(members.log("zk-1")).filteredOn(line -> line.contains("set aside")).isNotEmpty();
  }
}
