package dev.quorate.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./mvnw -Plocal} runs, as the process that it is. */
class QuickstartIT {

  @Test
  void becomesReadyAndLeavesNoProcessBehindEvenWhenItIsKilled(@TempDir Path folder)
      throws IOException {
    var log = folder.resolve("log");
    var program = start(folder.resolve("work"), log);
    try {
      until(() -> Files.readString(log).contains("Ctrl-C ends everything"));
      assertThat(Files.readString(log).lines())
          .anyMatch(line -> line.contains("zk-0") && line.endsWith("Ready"))
          .anyMatch(line -> line.contains("zookeepercluster/zk") && line.contains("EnsembleReady"))
          .contains("  kubectl get zk,pods");
      var children = program.descendants().toList();
      // A warden, the operator, and three members at least.
      assertThat(children).hasSizeGreaterThanOrEqualTo(5);
      program.destroyForcibly();
      until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
    } finally {
      program.destroyForcibly().onExit().join();
    }
  }

  private static Process start(Path work, Path log) throws IOException {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-Dquorate.zookeeper.homes=" + System.getProperty("quorate.zookeeper.homes"),
                "-cp",
                System.getProperty("java.class.path"),
                LocalClusterMain.class.getName(),
                work.toString()))
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  private static void until(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofMillis(100)).until(condition);
  }
}
