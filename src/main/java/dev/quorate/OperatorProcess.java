package dev.quorate;

import dev.quorate.api.ZookeeperCluster;
import dev.quorate.leadership.Election;
import dev.quorate.leadership.KubernetesLeaseStore;
import dev.quorate.leadership.Leadership;
import dev.quorate.leadership.LeaseKeeper;
import dev.quorate.leadership.LeaseTerms;
import dev.quorate.metrics.ClusterMeters;
import dev.quorate.metrics.HealthCheck;
import dev.quorate.metrics.HttpEndpoint;
import dev.quorate.metrics.JvmMeters;
import dev.quorate.metrics.LoopMeters;
import dev.quorate.metrics.Metric;
import dev.quorate.model.Occurrence;
import dev.quorate.notify.DeliveryTerms;
import dev.quorate.notify.Notifier;
import dev.quorate.reconcile.ControlLoop;
import dev.quorate.reconcile.LoopSettings;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running operator: client, HTTP endpoint, control loop and lease, in the order of their start.
 */
public final class OperatorProcess implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(OperatorProcess.class);

  private final OperatorConfig config;
  private final Consumer<Exit> exit;
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final LoopMeters loopMeters = new LoopMeters(registry);
  private final ClusterMeters clusterMeters = new ClusterMeters();
  private final KubernetesClient client;
  private final ControlLoop<ZookeeperCluster> loop;
  private final Optional<Notifier> notifier;
  private final Loop content;
  private final HttpEndpoint endpoint;
  private volatile Leadership leadership = () -> false;
  private Optional<LeaseKeeper> lease = Optional.empty();
  private boolean closed;

  /** Makes the loop from what the process has. */
  @FunctionalInterface
  interface LoopFactory {
    Loop create(Surroundings around);
  }

  /**
   * What the process has.
   *
   * @param audience who is told of events, beside Kubernetes
   * @param leadership whether this process may change anything
   */
  record Surroundings(
      OperatorConfig config,
      KubernetesClient client,
      ClusterMeters meters,
      Consumer<Occurrence> audience,
      Leadership leadership) {}

  /**
   * What is run in the loop.
   *
   * @param gone told the namespace and name of a cluster that is gone
   * @param rehearsal makes the first pass as fast as later ones; need not be called
   * @param changing how many clusters are being changed
   * @param end closes what runs beside the loop, after it
   */
  record Loop(
      Reconciler<ZookeeperCluster> reconciler,
      BiConsumer<String, String> gone,
      Runnable rehearsal,
      IntSupplier changing,
      Runnable end) {

    Loop(
        Reconciler<ZookeeperCluster> reconciler,
        BiConsumer<String, String> gone,
        Runnable rehearsal) {
      this(reconciler, gone, rehearsal, () -> 0, () -> {});
    }

    Loop(Reconciler<ZookeeperCluster> reconciler, BiConsumer<String, String> gone) {
      this(reconciler, gone, () -> {});
    }
  }

  private OperatorProcess(
      OperatorConfig config, Config kubernetes, LoopFactory loops, Consumer<Exit> exit)
      throws IOException {
    this.config = config;
    this.exit = exit;
    var traffic = new ApiTraffic(() -> leadership.isHeld(), loopMeters);
    client = KubernetesConnection.open(kubernetes, config.apiTimeout(), traffic);
    notifier = config.notifications().map(this::notifier);
    content =
        loops.create(
            new Surroundings(
                config,
                client,
                clusterMeters,
                event -> notifier.ifPresent(n -> n.accept(event)),
                () -> leadership.isHeld()));
    loop =
        new ControlLoop<>(
            client,
            content.reconciler(),
            new LoopSettings(
                config.namespaces(),
                config.loop().workers(),
                config.loop().resync(),
                config.loop().shutdownTimeout()),
            loopMeters,
            new LoopOwner());
    registry.getPrometheusRegistry().register(clusterMeters);
    loopMeters.watch(Metric.CHANGING_CLUSTERS, content.changing());
    loopMeters.watch(Metric.CHANGING_CLUSTERS_LIMIT, () -> config.loop().concurrentChanges());
    loopMeters.watch(Metric.LEADING, () -> leadership.isHeld() ? 1 : 0);
    loopMeters.watch(Metric.NOTIFICATIONS_WAITING, () -> notifier.map(Notifier::waiting).orElse(0));
    endpoint = HttpEndpoint.start(config.http().host(), config.http().port(), contents());
  }

  private Notifier notifier(DeliveryTerms terms) {
    return Notifier.start(
        terms,
        new Notifier.Surroundings(
            () -> leadership.isHeld(),
            outcome -> loopMeters.notified(outcome.text()),
            InstantSource.system()));
  }

  /**
   * Makes an operator that does nothing yet but answer {@code /livez}.
   *
   * @param kubernetes where the API server is
   * @param exit told when the process has to end
   * @throws IOException when the HTTP endpoint's address cannot be listened on
   */
  public static OperatorProcess create(
      OperatorConfig config, Config kubernetes, Consumer<Exit> exit) throws IOException {
    return create(config, kubernetes, ClusterLoop::assemble, exit);
  }

  static OperatorProcess create(
      OperatorConfig config, Config kubernetes, LoopFactory loops, Consumer<Exit> exit)
      throws IOException {
    return new OperatorProcess(config, kubernetes, loops, exit);
  }

  /** Starts. Returns when the caches are filled, or after some seconds; it goes on by itself. */
  public void start() {
    synchronized (this) {
      if (closed) {
        return;
      }
      if (config.lease().enabled()) {
        lease = Optional.of(standForElection());
      } else {
        leadership = Leadership.always();
        loop.open();
      }
    }
    loop.start();
    JvmMeters.bindTo(registry);
    log.atInfo()
        .addKeyValue("reason", "Started")
        .log("/metrics, /livez and /readyz are on port {}", endpoint.port());
    if (!leadership.isHeld() || loop.isEmpty()) {
      rehearse();
    }
  }

  /** A replica that has nothing to do prepares for the moment when it has. */
  private void rehearse() {
    try {
      content.rehearsal().run();
    } catch (RuntimeException e) {
      log.warn("the rehearsal failed, and the first reconcile will be slow", e);
    }
  }

  private LeaseKeeper standForElection() {
    var settings = config.lease();
    var terms =
        new LeaseTerms(
            settings.identity().orElseGet(() -> "quorate-" + UUID.randomUUID()),
            settings.duration(),
            settings.renewDeadline(),
            settings.retryPeriod());
    var namespace =
        settings.namespace().or(() -> Optional.ofNullable(client.getNamespace())).orElse("default");
    var store = new KubernetesLeaseStore(client, namespace, settings.name(), terms);
    var election =
        new Election(terms, store, new LoopStarter(), InstantSource.system(), System::nanoTime);
    leadership = election;
    return LeaseKeeper.start(election, terms);
  }

  private HttpEndpoint.Contents contents() {
    return new HttpEndpoint.Contents(
        registry::scrape,
        List.of(new HealthCheck("watchdog", loop::stranded)),
        List.of(new HealthCheck("caches", loop::unready)));
  }

  /** The port of the HTTP endpoint. */
  public int httpPort() {
    return endpoint.port();
  }

  /**
   * Lets running reconciles finish, ends the sessions of the performance probe, sends what they
   * announced, gives the lease back, and closes what was opened.
   */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    log.atInfo()
        .addKeyValue("reason", "Stopping")
        .log("no new reconciles; running ones may finish");
    loop.close();
    content.end().run();
    notifier.ifPresent(Notifier::close);
    lease.ifPresent(LeaseKeeper::close);
    endpoint.close();
    client.close();
    registry.close();
    log.atInfo().addKeyValue("reason", "Stopped").log("stopped");
  }

  private final class LoopStarter implements Election.Listener {
    @Override
    public void acquired() {
      loop.open();
    }

    @Override
    public void lost(String why) {
      exit.accept(new Exit(Exit.Code.LEASE_LOST, why));
    }
  }

  private final class LoopOwner implements ControlLoop.Owner {
    @Override
    public void gone(String namespace, String name) {
      clusterMeters.forget(namespace, name);
      content.gone().accept(namespace, name);
    }

    @Override
    public void blind(String why) {
      exit.accept(new Exit(Exit.Code.BLIND, why));
    }
  }
}
