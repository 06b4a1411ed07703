package dev.quorate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quorate.OperatorConfig.Parsed;
import dev.quorate.api.ZookeeperCluster;
import dev.quorate.local.api.ApiServer;
import dev.quorate.local.api.rest.Audit;
import dev.quorate.local.api.rest.Faults.Fault;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A resource is deleted while a pass over it runs, as {@code kubectl replace --force} does. */
class RecreationTest {
  private static final String EXAMPLE = "deploy/examples/quickstart/cluster.yaml";

  private final ApiServer server = ApiServer.start();
  private final KubernetesClient client = server.client();
  private final Map<String, Integer> passes = new ConcurrentHashMap<>();
  private final List<String> gone = new CopyOnWriteArrayList<>();
  private final CountDownLatch held = new CountDownLatch(1);
  private OperatorProcess operator;

  @BeforeEach
  void anOperator() throws IOException {
    load("crds/zookeeperclusters.zookeeper.quorate.dev.yaml");
    operator =
        OperatorProcess.create(
            ((Parsed.Valid)
                    OperatorConfig.parse(
                        Map.of(
                            "QUORATE_LEADER_ELECTION", "false",
                            "QUORATE_HTTP_HOST", "127.0.0.1",
                            "QUORATE_HTTP_PORT", "0")))
                .config(),
            server.config(),
            around -> {
              var loop = ClusterLoop.assemble(around);
              return new OperatorProcess.Loop(
                  new CountedPasses(loop.reconciler(), passes),
                  loop.gone().andThen((_, name) -> gone.add(name)));
            },
            exit -> {});
    operator.start();
  }

  @AfterEach
  void stops() {
    held.countDown();
    operator.close();
    client.close();
    server.close();
  }

  @Test
  void theSecondResourceWaitsForThePassOverTheFirst() {
    var before = new AtomicInteger();
    Runnable recreate =
        () -> {
          delete();
          passes.clear();
          before.set(writes().size());
          load(EXAMPLE);
        };
    during("apply", "statefulsets", recreate);
    load(EXAMPLE);
    await().until(() -> before.get() > 0 && passes.containsKey("default"));
    assertThat(writes()).hasSize(before.get());

    held.countDown();
    await().until(this::statefulSetBelongsToTheResource);
  }

  @Test
  void nothingIsKeptAboutAResourceThatIsGone() {
    during("create", "events", this::delete);
    load(EXAMPLE);
    await().until(() -> gone.size() == 1);
    held.countDown();
    await().until(() -> gone.size() == 2);
  }

  private void during(String verb, String resource, Runnable meanwhile) {
    server
        .faults()
        .inject(
            r -> r.resource().equals(resource) && r.verb().equals(verb),
            new Fault.ApplyThen(() -> {
              meanwhile.run();
              hold();
            }),
            1);
  }

  private void hold() {
    try {
      held.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void delete() {
    client.resources(ZookeeperCluster.class).inNamespace("default").withName("zk").delete();
    await().until(() -> gone.size() == 1);
  }

  private List<Audit.Entry> writes() {
    return server
        .audit()
        .entries(e ->
            e.agent().equals("quorate")
                && List.of("create", "apply", "patch", "update", "delete")
                    .contains(e.request().verb()));
  }

  private boolean statefulSetBelongsToTheResource() {
    var resource = client.resources(ZookeeperCluster.class).withName("zk").get();
    StatefulSet set = client.apps().statefulSets().withName("zk").get();
    return set != null && owner(set).equals(resource.getMetadata().getUid());
  }

  private static String owner(HasMetadata object) {
    return object.getMetadata().getOwnerReferences().getFirst().getUid();
  }

  private void load(String file) {
    try (var stream = Files.newInputStream(Path.of(file))) {
      client.load(stream).inNamespace("default").serverSideApply();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
