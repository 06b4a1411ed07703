package dev.quorate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quorate.OperatorConfig.Parsed;
import dev.quorate.local.api.ApiServer;
import dev.quorate.local.api.rest.Audit;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An operator that looks after some namespaces, on an API server. */
class NamespacesTest {
  private final ApiServer server = ApiServer.start();
  private final KubernetesClient client = server.client();
  private final Map<String, Integer> passes = new ConcurrentHashMap<>();

  @BeforeEach
  void aClusterInEachNamespace() {
    load("crds/zookeeperclusters.zookeeper.quorate.dev.yaml", "default");
    for (String namespace : List.of("one", "two", "three")) {
      client
          .resource(
              new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build())
          .create();
      load("deploy/examples/quickstart/cluster.yaml", namespace);
    }
  }

  @AfterEach
  void stops() {
    client.close();
    server.close();
  }

  @Test
  void looksAfterTheNamespacesThatItIsToldAndNoOther() throws IOException {
    try (var _ = start("one,two")) {
      await().until(() -> looked("one", 1) && looked("two", 1));
    }
    assertThat(passes).containsOnlyKeys("one", "two");
  }

  @Test
  void whatExistsInOneNamespaceIsNotTakenForDeletedBecauseOfAnother() throws IOException {
    try (var _ = start("")) {
      await().until(() -> looked("one", 2) && looked("two", 2));
    }
    passes.clear();
    server.audit().clear();
    try (var _ = start("one,two")) {
      await().until(() -> looked("one", 3) && looked("two", 3));
    }
    assertThat(requests("statefulsets")).allMatch(e -> !e.request().verb().equals("get"));
  }

  private boolean looked(String namespace, int times) {
    return passes.getOrDefault(namespace, 0) >= times;
  }

  private List<Audit.Entry> requests(String resource) {
    return server
        .audit()
        .entries(e -> e.agent().equals("quorate") && e.request().resource().equals(resource));
  }

  private OperatorProcess start(String namespaces) throws IOException {
    var environment =
        Map.of(
            "QUORATE_NAMESPACES", namespaces,
            "QUORATE_LEADER_ELECTION", "false",
            "QUORATE_HTTP_HOST", "127.0.0.1",
            "QUORATE_HTTP_PORT", "0");
    var process =
        OperatorProcess.create(
            ((Parsed.Valid) OperatorConfig.parse(environment)).config(),
            server.config(),
            around -> {
              var loop = ClusterLoop.assemble(around);
              return new OperatorProcess.Loop(
                  new CountedPasses(loop.reconciler(), passes), loop.gone());
            },
            exit -> {});
    process.start();
    return process;
  }

  private void load(String file, String namespace) {
    try (var stream = Files.newInputStream(Path.of(file))) {
      client.load(stream).inNamespace(namespace).serverSideApply();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
