package dev.quorate.artefacts;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pod that {@code helm test} starts for the operator, and the script in it. */
class OperatorTestPodTest {
  private static final Path SCRIPT = Path.of("helm/quorate/files/test.sh");

  @TempDir Path folder;

  private Optional<Pod> pod(String values) throws IOException {
    return new TestPod(Chart.QUORATE, folder).of("quorate", "quorate-system", values);
  }

  @Test
  void isRestrictedAndNoReplicaOfTheOperator() throws IOException {
    var pod = pod("{}").orElseThrow();

    PodSecurity.assertRestricted(pod.getSpec());
    assertThat(pod.getMetadata().getLabels()).containsEntry("app.kubernetes.io/component", "test");
  }

  @Test
  void runsTheScriptInTheOperatorsImage() throws IOException {
    var container = pod("image: {tag: '1'}").orElseThrow().getSpec().getContainers().getFirst();

    assertThat(container.getImage()).isEqualTo("quorate:1");
    assertThat(container.getArgs().getFirst().strip()).isEqualTo(Files.readString(SCRIPT).strip());
    assertThat(container.getEnv())
        .extracting(e -> e.getName() + "=" + e.getValue())
        .contains("SERVICE=quorate-metrics.quorate-system.svc", "PORT=8080");
  }

  @Test
  void isNotThereWhenNobodyCouldAnswer() throws IOException {
    assertThat(pod("replicas: 0")).isEmpty();
    assertThat(pod("metrics: {service: {enabled: false}}")).isEmpty();
    assertThat(pod("test: {enabled: false}")).isEmpty();
  }

  @Test
  void theScriptEndsWellWhenAReplicaActs() throws Exception {
    assertThat(script("quorate_clusters 3.0\nquorate_leading 1.0\n")).isZero();
  }

  @Test
  void theScriptFailsWhenAllStandBy() throws Exception {
    assertThat(script("# HELP quorate_leading 1 while …\nquorate_leading 0.0\n")).isEqualTo(1);
  }

  /** Its exit code when the only replica answers with these metrics. */
  private static int script(String metrics) throws IOException, InterruptedException {
    var loopback = InetAddress.getLoopbackAddress();
    var replica = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    replica.createContext(
        "/metrics",
        exchange -> {
          var body = metrics.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    replica.start();
    try {
      var builder = new ProcessBuilder("bash", SCRIPT.toString()).inheritIO();
      builder.environment().put("SERVICE", loopback.getHostAddress());
      builder.environment().put("PORT", Integer.toString(replica.getAddress().getPort()));
      builder.environment().put("TIMEOUT_SECONDS", "2");
      return builder.start().waitFor();
    } finally {
      replica.stop(0);
    }
  }
}
