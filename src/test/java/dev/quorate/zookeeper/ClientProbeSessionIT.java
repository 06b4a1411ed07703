package dev.quorate.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.quorate.model.ProbeRound;
import dev.quorate.testing.BareEnsemble;
import dev.quorate.testing.ZooKeeperDistribution;
import java.time.Duration;
import java.util.List;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Rounds of the performance probe through the servers of an ensemble with access control. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClientProbeSessionIT {
  private static final Login SUPERUSER = new Login.Superuser("s3cret");
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(500);

  private static BareEnsemble ensemble;

  @BeforeAll
  static void start() throws Exception {
    ensemble =
        BareEnsemble.of(ZooKeeperDistribution.newest(), 3, 0)
            .start(CuratorZooKeeperAdminIT.superDigest());
  }

  @AfterAll
  static void stop() {
    ensemble.close();
  }

  private static String server(int id) {
    return ensemble.server(id).host() + ":" + BareEnsemble.CLIENT_PORT;
  }

  private static ProbeRound round(ProbeSession session, Duration deadline) {
    return session.round(deadline, () -> true);
  }

  private static ZooKeeper client() throws Exception {
    var client = new ZooKeeper(server(1), 10_000, _ -> {});
    await().until(() -> client.getState() == ZooKeeper.States.CONNECTED);
    return client;
  }

  private static List<String> children(String path) throws Exception {
    var client = client();
    try {
      client.sync(path);
      return client.getChildren(path, false).stream().sorted().toList();
    } finally {
      client.close();
    }
  }

  @Test
  @Order(1)
  void sendsNothingThatIsNotWanted() throws Exception {
    try (var session = ClientProbeSession.open(server(1), SUPERUSER)) {
      assertThat(session.round(DEADLINE, () -> false)).isEqualTo(new ProbeRound.Abandoned());
    }
    assertThat(children("/")).containsExactly("zookeeper");
  }

  @Test
  @Order(2)
  void passesThroughEachServerAndLeavesTheNodeAboveAlone() throws Exception {
    for (int id = 1; id <= 3; id++) {
      try (var session = ClientProbeSession.open(server(id), SUPERUSER)) {
        for (int round = 0; round < 3; round++) {
          assertThat(round(session, DEADLINE))
              .isInstanceOfSatisfying(
                  ProbeRound.Passed.class,
                  passed ->
                      assertThat(
                              List.of(
                                  passed.create(), passed.read(), passed.delete(), passed.watch()))
                          .allMatch(time -> time.isPositive() && time.compareTo(DEADLINE) < 0));
        }
        assertThat(session.isAlive()).isTrue();
      }
    }
    assertThat(children("/")).containsExactly("quorate-probe", "zookeeper");
    assertThat(children("/quorate-probe")).isEmpty();
  }

  @Test
  @Order(3)
  void nobodyElseMayWriteThere() throws Exception {
    var client = client();
    try {
      assertThatThrownBy(() ->
              client.create(
                  "/quorate-probe/x",
                  new byte[0],
                  ZooDefs.Ids.OPEN_ACL_UNSAFE,
                  CreateMode.EPHEMERAL))
          .isInstanceOf(KeeperException.NoAuthException.class);
    } finally {
      client.close();
    }
    try (var session = ClientProbeSession.open(server(1), new Login.Superuser("guess"))) {
      assertThat(round(session, DEADLINE))
          .isInstanceOfSatisfying(
              ProbeRound.Failed.class,
              f -> assertThat(f.why()).startsWith("create: ").contains("NoAuth"));
    }
  }

  @Test
  @Order(4)
  void whoStopsInTheMiddleLeavesNothingBehind() throws Exception {
    try (var session = ClientProbeSession.open(server(2), SUPERUSER)) {
      int[] asked = {0};
      assertThat(session.round(DEADLINE, () -> ++asked[0] < 2))
          .isEqualTo(new ProbeRound.Abandoned());
      assertThat(children("/quorate-probe")).hasSize(1);
    }
    assertThat(children("/quorate-probe")).isEmpty();
  }

  @Test
  @Order(5)
  void aServerThatDoesNotAnswerCostsARoundItsDeadlineAndTheEndASecond() throws Exception {
    long start;
    try (var proxy = LossyProxy.to(ensemble.server(1).host(), BareEnsemble.CLIENT_PORT);
        var session = ClientProbeSession.open(proxy.address(), SUPERUSER)) {
      assertThat(round(session, DEADLINE)).isInstanceOf(ProbeRound.Passed.class);
      proxy.loseAnswers();
      start = System.nanoTime();
      assertThat(round(session, SHORT))
          .isEqualTo(new ProbeRound.Failed("create: no answer within 500 ms of the round's begin"));
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    await().atMost(Duration.ofSeconds(30)).until(() -> children("/quorate-probe").isEmpty());
  }

  @Test
  @Order(6)
  void tellsWhenThereIsNobodyToConnectTo() throws Exception {
    var nobody = "127.0.0.1:" + ScriptedServer.closedPort();
    try (var session = ClientProbeSession.open(nobody, SUPERUSER)) {
      assertThat(round(session, SHORT))
          .isEqualTo(
              new ProbeRound.Failed("connect: no answer within 500 ms of the round's begin"));
    }
  }
}
