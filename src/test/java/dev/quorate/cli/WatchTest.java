package dev.quorate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quorate.api.ZookeeperCluster;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code status --watch}: a change is drawn when it happens, not when members are asked again. */
class WatchTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final StringWriter out = new StringWriter();
  private final CompletableFuture<Integer> code = new CompletableFuture<>();
  private ServedClusters served;
  private Thread watching;

  @BeforeEach
  void watch(@TempDir Path folder) throws IOException {
    served = new ServedClusters().withDefinition().cluster("default", "zk", Sketch.of("ready"));
    var terminal = Terminal.at(served.kubeconfig(folder));
    watching =
        Thread.ofPlatform()
            .start(() ->
                code.complete(
                    terminal.execute(
                        new PrintWriter(out),
                        new PrintWriter(out),
                        "status",
                        "zk",
                        "--watch",
                        "--interval=600")));
    await().atMost(PATIENCE).until(() -> out.toString().contains("zk in default   ready"));
  }

  @AfterEach
  void end() throws InterruptedException {
    watching.interrupt();
    watching.join();
    served.close();
  }

  private void becomes(Sketch sketch) {
    var cluster =
        served
            .client()
            .resources(ZookeeperCluster.class)
            .inNamespace("default")
            .withName("zk")
            .get();
    cluster.setStatus(sketch.facts().resource().getStatus());
    served.client().resource(cluster).inNamespace("default").updateStatus();
  }

  @Test
  void aChangeIsDrawnAtOnce() {
    becomes(Sketch.of("one-pod-missing").withZk2Away());
    await().atMost(PATIENCE).until(() -> out.toString().contains("MemberMissing of zk-2"));
    served.server().dropWatches();
    becomes(Sketch.of("no-leader"));
    await().atMost(PATIENCE).until(() -> out.toString().contains("no leader"));
  }

  @Test
  void itEndsWhenTheClusterIsDeleted() {
    served
        .client()
        .resources(ZookeeperCluster.class)
        .inNamespace("default")
        .withName("zk")
        .delete();
    await().atMost(PATIENCE).until(code::isDone);
    assertThat(code.join()).isEqualTo(ExitCode.REFUSED);
    assertThat(out.toString()).contains("There is no ZookeeperCluster zk in default");
  }

  @Test
  void itEndsWhenItIsInterrupted() {
    watching.interrupt();
    await().atMost(PATIENCE).until(code::isDone);
    assertThat(code.join()).isZero();
  }
}
