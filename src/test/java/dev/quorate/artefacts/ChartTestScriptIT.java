package dev.quorate.artefacts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.testing.BareEnsemble;
import dev.quorate.testing.ZooKeeperDistribution;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script of {@code helm test}, against a real server. */
class ChartTestScriptIT {
  private static final Path SCRIPT = Path.of("helm/zookeeper-cluster/files/test.sh");

  private record Outcome(int exit, String output) {}

  @Test
  void succeedsWhereNodesCanBeWritten(@TempDir Path folder) throws Exception {
    try (var ensemble = BareEnsemble.of(ZooKeeperDistribution.newest(), 1, 0).start()) {
      var outcome = run(ensemble.server(1).host() + ":2181", folder);

      assertThat(outcome.output()).startsWith("created, read and deleted the ephemeral node");
      assertThat(outcome.exit()).isZero();
    }
  }

  @Test
  void failsWhereNobodyAnswers(@TempDir Path folder) throws Exception {
    var outcome = run("127.0.0.1:1", folder);

    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.output()).contains("failed to create the ephemeral node");
  }

  private static Outcome run(String server, Path folder) throws IOException, InterruptedException {
    var builder = new ProcessBuilder("/bin/bash", SCRIPT.toString()).redirectErrorStream(true);
    builder
        .environment()
        .putAll(
            Map.of(
                "PATH",
                ZooKeeperDistribution.newest().bin() + ":/usr/bin:/bin",
                "JAVA_HOME",
                System.getProperty("java.home"),
                "HOSTNAME",
                "test-pod",
                "SERVER",
                server,
                "TIMEOUT_SECONDS",
                "3",
                "ZOO_LOG_DIR",
                folder.toString(),
                "CLIENT_JVMFLAGS",
                "-Xmx64m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC"));
    var process = builder.start();
    process.getOutputStream().close();
    var output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Outcome(process.waitFor(), output);
  }
}
