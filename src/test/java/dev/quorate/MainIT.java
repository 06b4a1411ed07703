package dev.quorate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quorate.local.api.ApiServer;
import dev.quorate.testing.OperatorJvm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** The program as a supervisor sees it. */
class MainIT {
  @TempDir private Path folder;
  private final Replicas replicas = new Replicas();
  private OperatorJvm operator;

  @AfterEach
  void ends() {
    operator.close();
    replicas.close();
  }

  private void start(Class<?> main, Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(replicas.environment("one"));
    environment.put(
        "KUBECONFIG", replicas.server.kubeconfig(folder.resolve("kubeconfig")).toString());
    environment.putAll(more);
    operator = OperatorJvm.start(main, environment);
  }

  @Test
  void refusesWrongVariablesAllAtOnceWithExitCodeTwo() throws Exception {
    start(Main.class, Map.of("QUORATE_WORKERS", "many", "QUORATE_LOG_FORMAT", "xml"));
    assertThat(operator.exitCode()).isEqualTo(2);
    assertThat(operator.lines())
        .hasSize(2)
        .anyMatch(line -> line.contains("ERROR Main: QUORATE_WORKERS='many' is refused"))
        .anyMatch(line -> line.contains("ERROR Main: QUORATE_LOG_FORMAT='xml' is refused"));
  }

  @Test
  void failsWithExitCodeOneWhenItsPortIsTaken() throws Exception {
    start(Main.class, Map.of("QUORATE_HTTP_PORT", replicas.server.url().replaceAll(".*:", "")));
    assertThat(operator.exitCode()).isEqualTo(1);
    assertThat(operator.output()).contains("cannot start: cannot listen on 127.0.0.1:");
  }

  /** One line that says what is wrong and what to check, however often it is tried. */
  @Test
  void waitsForAnApiServerThatIsNotThere() throws Exception {
    int port = freePort();
    var kubeconfig = replicas.server.kubeconfig().replace(replicas.server.url(), url(port));
    var file = Files.writeString(folder.resolve("elsewhere"), kubeconfig);
    start(
        RecordingOperator.class,
        Map.of("KUBECONFIG", file.toString(), "QUORATE_LEASE_RETRY_PERIOD", "1s"));
    await().atMost(Duration.ofSeconds(60)).until(() -> operator.output().contains("Started"));
    assertThat(operator.output())
        .containsOnlyOnce("reason=ApiUnreachable")
        .containsOnlyOnce("reason=LeaseUnavailable")
        .contains("no connection to the Kubernetes API at " + url(port) + ": nothing listens there")
        .contains("Check the server in the kubeconfig")
        .doesNotContain("\tat ");
    try (var _ = ApiServer.start(port)) {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> operator.output().contains("reason=LeaseAcquired"));
      assertThat(operator.output()).containsOnlyOnce("reason=ApiReachable");
    }
  }

  private static String url(int port) {
    return "http://127.0.0.1:" + port;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void actsSoonAfterItsStart(TestReporter reporter) {
    start(RecordingOperator.class, Map.of("QUORATE_LOG_FORMAT", "json"));
    await().atMost(Duration.ofSeconds(30)).until(() -> !replicas.writesBy("one").isEmpty());
    var first = replicas.writesBy("one").getFirst().time();
    reporter.publishEntry(
        "first reconcile after start of the JVM",
        Duration.between(operator.started(), first).toMillis() + " ms");
    assertThat(operator.lines()).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
    assertThat(operator.output()).contains("\"reason\":\"LeaseAcquired\"");
  }
}
