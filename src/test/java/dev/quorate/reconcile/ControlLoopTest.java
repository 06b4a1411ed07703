package dev.quorate.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quorate.local.api.ApiServer;
import dev.quorate.local.api.rest.Faults.Fault;
import dev.quorate.metrics.LoopMeters;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The framework's set-up, with ConfigMaps for clusters: nothing here depends on what is reconciled.
 */
class ControlLoopTest {
  private final ApiServer server = ApiServer.start();
  private final KubernetesClient client =
      new KubernetesClientBuilder()
          .withConfig(new ConfigBuilder(server.config()).withWatchReconnectInterval(20).build())
          .build();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final List<String> gone = new CopyOnWriteArrayList<>();
  private final List<String> blind = new CopyOnWriteArrayList<>();
  private final Work work = new Work();
  private ControlLoop<ConfigMap> loop = loop(2);

  /** What reconciling means here. */
  private static final class Work implements Reconciler<ConfigMap> {
    private final List<String> names = new CopyOnWriteArrayList<>();
    private final AtomicInteger finished = new AtomicInteger();
    private volatile CountDownLatch hold = new CountDownLatch(0);
    private volatile boolean fails;

    @Override
    public UpdateControl<ConfigMap> reconcile(ConfigMap map, Context<ConfigMap> context)
        throws InterruptedException {
      names.add(map.getMetadata().getName());
      hold.await();
      if (fails) {
        throw new IllegalStateException("always");
      }
      finished.incrementAndGet();
      return UpdateControl.noUpdate();
    }
  }

  private ControlLoop<ConfigMap> loop(int workers) {
    return new ControlLoop<>(
        client,
        work,
        new LoopSettings(
            Set.of("default"), workers, Duration.ofSeconds(10), Duration.ofSeconds(10)),
        new LoopMeters(registry),
        new ControlLoop.Owner() {
          @Override
          public void gone(String namespace, String name) {
            gone.add(namespace + "/" + name);
          }

          @Override
          public void blind(String why) {
            blind.add(why);
          }
        },
        new RetryPolicy(Duration.ofMillis(5), Duration.ofMillis(20)));
  }

  @AfterEach
  void stops() {
    work.hold.countDown();
    loop.close();
    client.close();
    server.close();
    registry.close();
  }

  private void create(String name) {
    client
        .resource(new ConfigMapBuilder().withNewMetadata().withName(name).endMetadata().build())
        .create();
  }

  @Test
  void reconcilesNothingBeforeItIsOpened() {
    create("a");
    loop.start();
    create("b");
    client.configMaps().withName("b").delete();
    create("b");
    assertThat(loop.unready()).isEmpty();
    assertThat(work.names).isEmpty();

    loop.open();
    await().until(() -> work.finished.get() == 2);
    assertThat(work.names).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void mayBeOpenedBeforeItsCachesAreFilled() {
    create("a");
    loop.open();
    loop.start();
    await().until(() -> work.finished.get() == 1);
    assertThat(loop.isOpen()).isTrue();
  }

  @Test
  void waitsForACacheThatCannotBeFilledYet() {
    create("a");
    var forbidden =
        server
            .faults()
            .inject(
                r -> r.resource().equals("configmaps"), new Fault.Refuse(403, "Forbidden", "no"));
    loop.open();
    Thread.ofVirtual().start(loop::start);
    await().until(() -> forbidden.hits() > 1);
    assertThat(loop.isOpen()).isFalse();
    assertThat(loop.unready()).isPresent();

    forbidden.close();
    await().atMost(Duration.ofSeconds(30)).until(() -> work.finished.get() == 1);
    assertThat(loop.unready()).isEmpty();
  }

  @Test
  void retriesForEver() {
    work.fails = true;
    create("a");
    loop.open();
    loop.start();
    await().until(() -> work.names.size() > 40);
    assertThat(registry.get("quorate_reconciles").tag("result", "failure").counter().count())
        .isGreaterThanOrEqualTo(40);

    work.fails = false;
    await().until(() -> work.finished.get() == 1);
  }

  @Test
  void runsNoMoreAtATimeThanItMay() {
    work.hold = new CountDownLatch(1);
    for (String name : List.of("a", "b", "c", "d")) {
      create(name);
    }
    loop.open();
    loop.start();
    await().until(() -> work.names.size() == 2);
    await().until(() -> registry.get("quorate_reconcile_queue").gauge().value() == 2);
    work.hold.countDown();
    await().until(() -> work.finished.get() == 4);
  }

  @Test
  void lingersUntilRunningReconcilesHaveFinishedAndBeginsNoOther() {
    work.hold = new CountDownLatch(1);
    for (String name : List.of("a", "b", "c", "d")) {
      create(name);
    }
    loop.open();
    loop.start();
    await().until(() -> work.names.size() == 2);
    var closing = Thread.ofVirtual().start(loop::close);
    await().until(() -> loop.unready().isPresent());
    assertThat(closing.isAlive()).isTrue();
    work.hold.countDown();
    await().until(() -> !closing.isAlive());
    assertThat(work.finished.get()).isEqualTo(2);
  }

  @Test
  void tellsWhenAResourceIsGone() {
    create("a");
    loop.open();
    loop.start();
    await().until(() -> work.finished.get() == 1);
    client.configMaps().withName("a").delete();
    await().until(() -> gone.contains("default/a"));
  }

  /** Whatever that pass leaves behind, nobody else would ever take away. */
  @Test
  void tellsOnceMoreWhenAPassOutlivesItsResource() {
    work.hold = new CountDownLatch(1);
    create("a");
    loop.open();
    loop.start();
    await().until(() -> work.names.equals(List.of("a")));
    client.configMaps().withName("a").delete();
    await().until(() -> gone.equals(List.of("default/a")));

    work.hold.countDown();
    await().until(() -> gone.equals(List.of("default/a", "default/a")));
    assertThat(work.finished).hasValue(1);
  }

  @Test
  void tellsWhenItHasBecomeBlind() {
    loop.open();
    loop.start();
    client.raw(
        "/api/v1/namespaces/default/configmaps",
        "POST",
        Map.of(
            "apiVersion", "v1",
            "kind", "ConfigMap",
            "metadata", Map.of("name", "garbled"),
            "data", "not a map"));
    await().until(() -> !blind.isEmpty());
    assertThat(blind.getFirst()).startsWith("the cache of ConfigMap stopped: ");
  }

  /** Hazards §0.10: the framework drops a resource whose cache entry is missing for a moment. */
  @Test
  void noticesTheResourceThatTheFrameworkForgets() {
    loop.close();
    registry.clear();
    loop = loop(1);
    work.hold = new CountDownLatch(1);
    create("a");
    loop.open();
    loop.start();
    await().until(() -> work.names.equals(List.of("a")));
    create("b");
    await().until(() -> registry.get("quorate_reconcile_queue").gauge().value() == 1);
    loop.controller().getEventSourceManager().changeNamespaces(Set.of("kube-system"));
    work.hold.countDown();
    await().until(() -> registry.get("quorate_reconcile_queue").gauge().value() == 0);
    loop.controller().getEventSourceManager().changeNamespaces(Set.of("default"));
    client
        .configMaps()
        .withName("b")
        .edit(m -> new ConfigMapBuilder(m).addToData("k", "v").build());
    client
        .configMaps()
        .withName("a")
        .edit(m -> new ConfigMapBuilder(m).addToData("k", "v").build());
    await().until(() -> work.names.size() > 1);
    assertThat(work.names).as("JOSDK repaired this: drop the watchdog?").doesNotContain("b");
    assertThat(loop.watched().existing()).extracting("name").containsExactlyInAnyOrder("a", "b");
  }
}
