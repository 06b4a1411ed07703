package dev.quorate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quorate.OperatorConfig.Parsed;
import dev.quorate.local.api.ApiServer;
import dev.quorate.local.api.rest.Audit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The operator's own loop, on an API server. */
class RehearsalTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "QUORATE_LEADER_ELECTION", "false",
          "QUORATE_HTTP_HOST", "127.0.0.1",
          "QUORATE_HTTP_PORT", "0");

  private final ApiServer server = ApiServer.start();
  private int rehearsals;

  @AfterEach
  void stops() {
    server.close();
  }

  private OperatorProcess start() throws IOException {
    var config = ((Parsed.Valid) OperatorConfig.parse(ENVIRONMENT)).config();
    var process =
        OperatorProcess.create(
            config,
            server.config(),
            around -> {
              var loop = ClusterLoop.assemble(around);
              return new OperatorProcess.Loop(
                  loop.reconciler(), loop.gone(), () -> counted(loop.rehearsal()));
            },
            exit -> {});
    process.start();
    return process;
  }

  private void counted(Runnable rehearsal) {
    rehearsal.run();
    rehearsals++;
  }

  private void define() throws IOException {
    try (var client = server.client();
        var crd =
            Files.newInputStream(Path.of("crds", "zookeeperclusters.zookeeper.quorate.dev.yaml"))) {
      client.load(crd).serverSideApply();
    }
  }

  private void createCluster() throws IOException {
    try (var client = server.client();
        var example =
            Files.newInputStream(Path.of("deploy", "examples", "quickstart", "cluster.yaml"))) {
      client.load(example).inNamespace("default").create();
    }
  }

  private List<String> operatorWrites() {
    return server.audit().entries(e -> e.agent().equals("quorate") && e.request().writes()).stream()
        .map(Audit.Entry::toString)
        .toList();
  }

  @Test
  void aReplicaWithNothingToDoRehearsesAndNobodyNotices() throws Exception {
    define();
    try (var _ = start()) {
      assertThat(rehearsals).isEqualTo(1);
      assertThat(operatorWrites()).isEmpty();
    }
  }

  @Test
  void aReplicaWithAClusterToLookAfterDoesNotLetItWait() throws Exception {
    define();
    createCluster();
    try (var _ = start()) {
      await().until(() -> operatorWrites().stream().anyMatch(w -> w.contains("statefulsets")));
      assertThat(rehearsals).isZero();
    }
  }
}
