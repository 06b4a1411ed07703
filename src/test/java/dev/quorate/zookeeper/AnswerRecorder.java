package dev.quorate.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.testing.BareEnsemble;
import dev.quorate.testing.BareServer;
import dev.quorate.testing.ZooKeeperDistribution;
import dev.quorate.zookeeper.Answer.Cause;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.api.CuratorWatcher;
import org.apache.curator.framework.api.transaction.CuratorOp;
import org.apache.curator.retry.RetryOneTime;
import org.apache.zookeeper.CreateMode;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Records what real servers answer in every state that a member can be in, for the tests of the
 * parsers. Not part of the build; run it when a version is added:
 *
 * <pre>./mvnw test -Dtest=AnswerRecorder</pre>
 */
class AnswerRecorder {
  private static final String NOT_SERVING = "not currently serving";
  private static final String[] PROMETHEUS = {
    "metricsProvider.className=org.apache.zookeeper.metrics.prometheus.PrometheusMetricsProvider",
    "metricsProvider.httpPort=0"
  };

  private final FourLetterWords words = new FourLetterWords(Duration.ofSeconds(1));

  static List<String> versions() {
    return ZooKeeperDistribution.versions();
  }

  @ParameterizedTest
  @MethodSource("versions")
  void servingAndOutOfQuorum(String version) throws Exception {
    try (var ensemble = ensemble(version, 3, 1).start();
        var client = client(ensemble.servers().getFirst())) {
      useALittle(client);
      var leader = ensemble.leader();
      var follower = ensemble.withMode("follower").getFirst();
      record(version, "leader", leader);
      record(version, "follower", follower);
      record(version, "observer", ensemble.server(101));

      ensemble.servers().stream()
          .filter(server -> server.id() < 101 && server != follower)
          .forEach(BareServer::kill);
      ensemble.awaitAnswer(follower, NOT_SERVING);
      ensemble.awaitAnswer(ensemble.server(101), NOT_SERVING);
      record(version, "out-of-quorum", follower);
      record(version, "observer-out-of-quorum", ensemble.server(101));
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void servingWithPrometheusMetrics(String version) throws Exception {
    try (var ensemble = ensemble(version, 3, 1, PROMETHEUS).start();
        var client = client(ensemble.servers().getFirst())) {
      useALittle(client);
      record(version, "leader-prometheus", ensemble.leader());
      record(version, "follower-prometheus", ensemble.withMode("follower").getFirst());
      record(version, "observer-prometheus", ensemble.server(101));
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void firstStartWithoutTheOthers(String version) throws Exception {
    try (var ensemble = ensemble(version, 3, 0)) {
      ensemble.server(1).start();
      ensemble.awaitAnswer(ensemble.server(1), NOT_SERVING);
      record(version, "first-start-alone", ensemble.server(1));
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void readOnlyWithoutTheOthers(String version) throws Exception {
    try (var ensemble = ensemble(version, 3, 0)) {
      ensemble.server(1).start("-Dreadonlymode.enabled=true");
      ensemble.awaitServing(ensemble.server(1));
      record(version, "read-only", ensemble.server(1));
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void standalone(String version) throws Exception {
    try (var ensemble = ensemble(version, 1, 0, "standaloneEnabled=true").start()) {
      record(version, "standalone", ensemble.server(1));
    }
  }

  @ParameterizedTest
  @MethodSource("versions")
  void shortAllowList(String version) throws Exception {
    try (var ensemble = ensemble(version, 1, 0, "4lw.commands.whitelist=srvr").start()) {
      record(version, "short-allow-list", ensemble.server(1));
    }
  }

  /** A wiped voter and one that lags wait for the third, the only one with all the data. */
  @ParameterizedTest
  @MethodSource("versions")
  void wipedVoterWaits(String version) throws Exception {
    try (var ensemble = ensemble(version, 3, 0).start()) {
      var complete = ensemble.leader();
      var wiped = ensemble.withMode("follower").getFirst();
      var lagging = ensemble.withMode("follower").getLast();
      lagging.kill();
      try (var client = client(complete)) {
        useALittle(client);
      }
      wiped.kill();
      complete.kill();
      wiped.wipe();
      lagging.start();
      wiped.start();
      ensemble.awaitAnswer(wiped, NOT_SERVING);
      ensemble.awaitAnswer(lagging, NOT_SERVING);
      record(version, "wiped-voter-waiting", wiped);
      record(version, "lagging-voter-waiting", lagging);
    }
  }

  /** The port accepts while the database is being loaded, and nothing is read from it. */
  @ParameterizedTest
  @MethodSource("versions")
  void loading(String version) throws Exception {
    try (var ensemble = ensemble(version, 1, 0).start("-Xmx1g")) {
      var server = ensemble.server(1);
      try (var client = client(server)) {
        fill(client);
      }
      server.kill();
      server.start("-Xmx1g");
      Awaitility.await()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(5))
          .until(() -> hasCause(ask(server, Word.SRVR), Cause.READ_TIMEOUT));
      record(version, "loading", server);
    }
  }

  private static boolean hasCause(Answer answer, Cause cause) {
    return answer instanceof Answer.Failed failed && failed.cause() == cause;
  }

  private static BareEnsemble ensemble(
      String version, int voters, int observers, String... settings) {
    return BareEnsemble.of(ZooKeeperDistribution.of(version), voters, observers, settings);
  }

  private static CuratorFramework client(BareServer server) {
    var address = server.host() + ":" + BareEnsemble.CLIENT_PORT;
    var client = CuratorFrameworkFactory.newClient(address, new RetryOneTime(100));
    client.start();
    return client;
  }

  /** Some nodes, an ephemeral one and a watch; enough writes for a digest. */
  private static void useALittle(CuratorFramework client) throws Exception {
    client.create().orSetData().forPath("/app", new byte[10]);
    client.create().withMode(CreateMode.EPHEMERAL).forPath("/lock");
    client.checkExists().usingWatcher((CuratorWatcher) _ -> {}).forPath("/app/config");
    for (int i = 0; i < 300; i++) {
      client.setData().forPath("/app", new byte[100]);
    }
  }

  private static void fill(CuratorFramework client) throws Exception {
    for (int batch = 0; batch < 250; batch++) {
      List<CuratorOp> nodes = new ArrayList<>();
      for (int i = 0; i < 1000; i++) {
        nodes.add(client.transactionOp().create().forPath("/node-" + batch + "-" + i));
      }
      client.transaction().forOperations(nodes);
    }
  }

  private Answer ask(BareServer server, Word word) {
    return words.ask(server.host(), BareEnsemble.CLIENT_PORT, word, Duration.ofMillis(150));
  }

  /** All words at once, because some states do not last. */
  private void record(String version, String state, BareServer server) throws Exception {
    var folder = RecordedAnswers.FOLDER.resolve(version).resolve(state);
    Files.createDirectories(folder);
    for (var word : Word.values()) {
      var answer = anonymous(RecordedAnswers.write(ask(server, word)), server);
      Files.writeString(folder.resolve(word.text() + ".txt"), answer, StandardCharsets.UTF_8);
    }
    assertThat(folder).isNotEmptyDirectory();
  }

  /** Addresses and folders of this machine become those of any other. */
  private static String anonymous(String answer, BareServer server) {
    var network = server.host().substring(0, server.host().lastIndexOf('.') + 1);
    Path folder = server.folder();
    return answer.replace(network, "127.0.0.").replace(folder.toString(), "");
  }
}
