package dev.quorate.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Three real members through the real scripts, with objects as the operator renders them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocalClusterIT {
  private LocalCluster cluster;
  private RenderedEnsemble ensemble;

  @BeforeAll
  void form(@TempDir Path work) {
    cluster = LocalCluster.start(LocalClusterOptions.in(work));
    ensemble = new RenderedEnsemble(cluster);
    ensemble.apply();
    until(ensemble::isReady);
  }

  @AfterAll
  void stop() {
    var left = cluster.kubelet().pids();
    cluster.close();
    assertThat(left).hasSize(3);
    until(() -> left.stream().noneMatch(pid -> ProcessHandle.of(pid).isPresent()));
  }

  @Test
  void formsAQuorum() {
    assertThat(ensemble.modes()).isEqualTo(List.of("follower", "follower", "leader"));
  }

  @Test
  void bringsAKilledMemberBackWithItsData() throws Exception {
    write("/killed", "kept");
    int restarts = ensemble.restarts(1);
    cluster.kubelet().signal("default", "zk-1", "KILL");
    until(() -> ensemble.restarts(1) == restarts + 1 && ensemble.isReady());
    assertThat(read(1, "/killed")).isEqualTo("kept");
  }

  @Test
  void bringsADeletedPodBackOnItsVolume() throws Exception {
    write("/deleted", "kept");
    var pod = ensemble.uid(2);
    var address = ensemble.pod(2).getStatus().getPodIP();
    var volume = ensemble.volume(2);
    cluster.client().pods().withName("zk-2").delete();
    until(() -> !ensemble.uid(2).equals(pod) && ensemble.isReady());
    assertThat(ensemble.volume(2)).isEqualTo(volume);
    assertThat(ensemble.pod(2).getStatus().getPodIP()).isNotEqualTo(address);
    assertThat(read(2, "/deleted")).isEqualTo("kept");
    assertThat(ensemble.modes()).isEqualTo(List.of("follower", "follower", "leader"));
  }

  @Test
  void servesLogsAndHandsOutOnlyWhatServices() {
    assertThat(cluster.client().pods().withName("zk-0").getLog())
        .contains("server.1 bootstraps", "starting ZooKeeper as server.1");
    var slice =
        cluster
            .client()
            .discovery()
            .v1()
            .endpointSlices()
            .withLabel("kubernetes.io/service-name", "zk-members")
            .list()
            .getItems()
            .getFirst();
    assertThat(slice.getEndpoints())
        .extracting(e -> e.getHostname())
        .containsExactly("zk-0", "zk-1", "zk-2");
  }

  @Test
  void writesNothingAtRest() {
    until(ensemble::isReady);
    var audit = cluster.api().audit();
    await()
        .atMost(Duration.ofSeconds(30))
        .during(Duration.ofSeconds(3))
        .until(() -> audit.writesSince(Instant.now().minusSeconds(3)).isEmpty());
  }

  private void write(String path, String text) throws Exception {
    try (var session = ensemble.connect(0)) {
      session.create().forPath(path, text.getBytes(UTF_8));
    }
  }

  private String read(int ordinal, String path) throws Exception {
    try (var session = ensemble.connect(ordinal)) {
      session.sync().forPath(path);
      return new String(session.getData().forPath(path), UTF_8);
    }
  }

  private static void until(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50)).until(condition);
  }
}
