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

/** Observers come, die, come back and leave, under client load; no voter ever notices. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ObserversIT {
  private static final String ZK = "zk";
  private static final List<String> OBSERVERS = List.of("zk-observer-0", "zk-observer-1");

  private RunningCluster cluster;
  private ClusterUser user;
  private Members members;
  private ClientLoad load;
  private long epoch;

  @BeforeAll
  void anEnsembleUnderLoad() throws Exception {
    cluster = RunningCluster.withOperator("observers");
    user = cluster.user();
    members = cluster.members(ZK);
    user.apply(Manifest.ensemble(ZK, 3));
    user.awaitReady(ZK);
    load = ClientLoad.on(members::addresses);
    epoch = members.epoch();
  }

  @AfterAll
  void end() throws Exception {
    load.close();
    cluster.close();
  }

  private static String manifest(int voters, int observers) {
    return Manifest.ensemble(ZK, voters, "observers: {replicas: %d}".formatted(observers));
  }

  @Test
  @Order(1)
  void observersJoin() {
    user.apply(manifest(3, 2));
    user.awaitReady(ZK);
    assertThat(OBSERVERS).allMatch(pod -> members.mode(pod).equals("observer"));
    assertThat(members.voters()).containsExactly(1, 2, 3);
    assertThat(user.status(ZK).orElseThrow().ready()).isEqualTo("3/3");
  }

  @Test
  @Order(2)
  void theirDeathDisturbsNobodyAndTheyComeBack() {
    members.kill(OBSERVERS);
    cluster.await("both restart", () -> members.restarts() == 2);
    cluster.await(
        "both observe", () -> OBSERVERS.stream().allMatch(p -> members.mode(p).equals("observer")));
    user.awaitReady(ZK);
    assertThat(members.epoch()).isEqualTo(epoch);
  }

  @Test
  @Order(3)
  void votersJoinAndLeaveBesideThem() {
    user.apply(manifest(5, 2));
    user.awaitReady(ZK);
    assertThat(members.voters()).containsExactly(1, 2, 3, 4, 5);
    user.apply(manifest(3, 2));
    user.awaitReady(ZK);
    assertThat(members.voters()).containsExactly(1, 2, 3);
    assertThat(OBSERVERS).allMatch(pod -> members.mode(pod).equals("observer"));
  }

  @Test
  @Order(4)
  void observersLeave() {
    user.apply(manifest(3, 0));
    user.awaitReady(ZK);
    cluster.await(
        "their pods are gone", () -> members.pods().equals(List.of("zk-0", "zk-1", "zk-2")));
    assertThat(user.condition(ZK, "MembershipInSync")).isEqualTo("True MembershipInSync");
  }

  @Test
  @Order(5)
  void noAcknowledgedWriteAndNoSessionIsLost() throws Exception {
    var account = load.settle();
    assertThat(account.failures()).isEmpty();
    assertThat(account.acknowledged()).isGreaterThan(50);
    assertThat(account.lost()).isEmpty();
    assertThat(account.missed()).isEmpty();
    assertThat(account.sessionsLost()).isEmpty();
  }
}
