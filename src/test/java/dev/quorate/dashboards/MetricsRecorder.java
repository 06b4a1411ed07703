package dev.quorate.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.testing.BareEnsemble;
import dev.quorate.testing.BareServer;
import dev.quorate.testing.ZooKeeperDistribution;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryOneTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Records what real servers answer at {@code /metrics}, without the explanations, which repeat the
 * names. Not part of the build; run it when a version is added:
 *
 * <pre>./mvnw test -Dtest=MetricsRecorder</pre>
 */
class MetricsRecorder {
  /** As the server's own web server says it when it was given any free port. */
  private static final Pattern PORT =
      Pattern.compile("Started ServerConnector@\\w+\\{[^}]*\\}\\{[^}]*:(\\d+)\\}");

  @ParameterizedTest
  @ValueSource(strings = {"3.8.6", "3.9.5"})
  void everyRole(String version) throws Exception {
    try (var ensemble =
        BareEnsemble.of(
                ZooKeeperDistribution.of(version),
                3,
                1,
                "metricsProvider.className=org.apache.zookeeper.metrics.prometheus.PrometheusMetricsProvider",
                "metricsProvider.httpPort=0",
                "metricsProvider.exportJvmInfo=true",
                "jvm.pause.monitor=true")
            .start()) {
      for (BareServer server : ensemble.servers()) {
        useALittle(server);
      }
      record(version, "leader", ensemble.leader());
      record(version, "follower", ensemble.withMode("follower").getFirst());
      record(version, "observer", ensemble.server(101));
    }
  }

  private static void useALittle(BareServer server) throws Exception {
    var address = server.host() + ":" + BareEnsemble.CLIENT_PORT;
    try (var client = CuratorFrameworkFactory.newClient(address, new RetryOneTime(100))) {
      client.start();
      client.create().orSetData().forPath("/app", new byte[10]);
      client.getData().forPath("/app");
    }
  }

  private static void record(String version, String role, BareServer server) throws Exception {
    var folder = KnownMetrics.RECORDED.resolve(version);
    Files.createDirectories(folder);
    String numbers =
        metrics(server)
            .lines()
            .filter(line -> !line.startsWith("# HELP "))
            .collect(Collectors.joining("\n", "", "\n"));
    Files.writeString(folder.resolve(role + ".txt"), numbers);
    assertThat(numbers).contains("\nznode_count ");
  }

  private static String metrics(BareServer server) throws IOException {
    var port = PORT.matcher(Files.readString(server.log()));
    assertThat(port.find()).as("the port in %s", server.log()).isTrue();
    var address = URI.create("http://127.0.0.1:%s/metrics".formatted(port.group(1)));
    try (var answer = address.toURL().openStream()) {
      return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
