package dev.quorate.reconcile;

import dev.quorate.metrics.LoopMeters;
import dev.quorate.metrics.Metric;
import dev.quorate.model.Labels;
import dev.quorate.observe.Kept;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.Cloner;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.health.InformerWrappingEventSourceHealthIndicator;
import io.javaoperatorsdk.operator.processing.Controller;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.rate.LinearRateLimiter;
import io.javaoperatorsdk.operator.processing.event.source.controller.ControllerEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.TransformingItemStore;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The framework, set up once: caches that fill whether or not this replica may act, reconciles that
 * begin only when it may and the caches are complete (an empty cache that was never filled looks
 * like a cluster without pods), retries without end, and the watchdog.
 */
public final class ControlLoop<P extends HasMetadata> implements AutoCloseable {
  private static final Duration CACHE_SYNC_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration CACHE_SYNC_POLL = Duration.ofMillis(50);

  private final LoopSettings settings;
  private final ThreadPoolExecutor workers;
  private final Watchdog.Loop watched = new Watched();
  private final Watchdog watchdog;
  private final Operator operator;
  private final Controller<P> controller;
  private final Requeues<P> requeues = new Requeues<>();
  private final ScheduledExecutorService opener =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("loop-opener").daemon().factory());
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile boolean started;

  /** Who runs the loop. */
  public interface Owner {
    /**
     * A resource is gone, and whatever is kept about it can go too. Told once more after a pass
     * that outlives its resource.
     */
    void gone(String namespace, String name);

    /** A cache stopped for good; the process has to end. */
    void blind(String why);
  }

  public ControlLoop(
      KubernetesClient client,
      Reconciler<P> reconciler,
      LoopSettings settings,
      LoopMeters meters,
      Owner owner) {
    this(client, reconciler, settings, meters, owner, RetryPolicy.DEFAULT);
  }

  ControlLoop(
      KubernetesClient client,
      Reconciler<P> reconciler,
      LoopSettings settings,
      LoopMeters meters,
      Owner owner,
      RetryPolicy retries) {
    this.settings = settings;
    workers = workers(settings.workers());
    watchdog = new Watchdog(watched, meters, settings.forgottenAfter(), System::nanoTime);
    var listener = new LoopListener(meters, id -> passed(id, owner), owner::gone, System::nanoTime);
    operator = new Operator(o -> configure(o.withKubernetesClient(client), listener, owner));
    controller = register(reconciler, retries);
    controller.getEventSourceManager().registerEventSource(requeues);
    meters.watch(Metric.RECONCILE_QUEUE, () -> workers.getQueue().size());
    meters.watch(Metric.WATCHDOG_STRANDED, watchdog::strandedClusters);
  }

  private static ThreadPoolExecutor workers(int count) {
    var pool =
        new ThreadPoolExecutor(
            count,
            count,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofVirtual().name("reconcile-", 0).factory());
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /** The framework lets go of a deleted resource while a pass over it may run, and leave traces. */
  private void passed(ResourceID id, Owner owner) {
    watchdog.reconciled(id);
    if (primaries().get(id).isEmpty()) {
      owner.gone(id.getNamespace().orElse(""), id.getName());
    }
  }

  private void configure(
      ConfigurationServiceOverrider overrider, LoopListener listener, Owner owner) {
    overrider
        .withExecutorService(workers)
        .withMetrics(listener)
        .withCloseClientOnStop(false)
        .withReconciliationTerminationTimeout(settings.shutdownTimeout())
        .withCacheSyncTimeout(CACHE_SYNC_TIMEOUT)
        // A missing CRD or permission is waited for; readiness says what is missing.
        .withStopOnInformerErrorDuringStartup(false)
        .withInformerStoppedHandler((informer, e) -> {
          if (e != null && !closed.get()) {
            owner.blind(
                "the cache of %s stopped: %s"
                    .formatted(informer.getApiTypeClass().getSimpleName(), e.getMessage()));
          }
        })
        // A pass changes nothing in what it is given, so it needs no copy of it.
        .withResourceCloner(new NoCopies())
        .withUseSSAToPatchPrimaryResource(true)
        .withPreviousAnnotationForDependentResources(false);
  }

  @SuppressWarnings("unchecked")
  private Controller<P> register(Reconciler<P> reconciler, RetryPolicy retries) {
    return (Controller<P>) operator.register(reconciler, o -> configure(o, retries));
  }

  private void configure(ControllerConfigurationOverrider<P> overrider, RetryPolicy retries) {
    overrider
        .settingNamespaces(
            settings.namespaces().isEmpty()
                ? Set.of(Constants.WATCH_ALL_NAMESPACES)
                : settings.namespaces())
        .withFieldManager(Labels.MANAGER)
        // Annotations act as well, and they do not change the generation.
        .withGenerationAware(false)
        .withRetry(retries.retry())
        .withRateLimiter(LinearRateLimiter.deactivatedRateLimiter())
        .withReconciliationMaxInterval(settings.longestInterval());
    if (settings.namespaces().isEmpty()) {
      // Informers of single namespaces would share it, and each drops what is not its own.
      overrider.withItemStore(new TransformingItemStore<>(Kept::of));
    }
  }

  /** Fills the caches. Returns when they are complete, or after 10 s, and goes on filling then. */
  public void start() {
    // Not the operator: it would let reconciles run at once, or hold an election of its own.
    controller.start(false);
    started = true;
  }

  /** Lets reconciles run, as soon as the caches are complete. */
  public void open() {
    opener.execute(this::openOrTryAgain);
  }

  private void openOrTryAgain() {
    if (started && cachesAreComplete()) {
      watchdog.start();
      controller.startEventProcessing();
    } else {
      var _ =
          opener.schedule(this::openOrTryAgain, CACHE_SYNC_POLL.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Whether there is nothing to look after, as far as the caches know. */
  public boolean isEmpty() {
    return primaries().keys().findAny().isEmpty();
  }

  /** Whether reconciles run. */
  public boolean isOpen() {
    return controller.getEventProcessor().isRunning();
  }

  private boolean cachesAreComplete() {
    for (InformerWrappingEventSourceHealthIndicator<?> source :
        controller.getControllerHealthInfo().informerEventSourceHealthIndicators().values()) {
      if (!source.informerHealthIndicators().values().stream()
          .allMatch(InformerHealthIndicator::hasSynced)) {
        return false;
      }
    }
    return true;
  }

  /** Why this replica could not act if it was asked to. */
  public Optional<String> unready() {
    if (!started) {
      return Optional.of("the caches are being filled");
    }
    var unhealthy = controller.getControllerHealthInfo().unhealthyEventSources().keySet();
    return unhealthy.isEmpty()
        ? Optional.empty()
        : Optional.of("no connection to the API server for: " + String.join(", ", unhealthy));
  }

  /** Why only a restart can help. */
  public Optional<String> stranded() {
    return watchdog.problem();
  }

  /** Begins no more reconciles, and waits for those that run. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    opener.shutdownNow();
    watchdog.close();
    started = false;
    controller.stop();
    operator.stop();
  }

  Controller<P> controller() {
    return controller;
  }

  Watchdog.Loop watched() {
    return watched;
  }

  private ControllerEventSource<P> primaries() {
    return controller.getEventSourceManager().getControllerEventSource();
  }

  private static final class NoCopies implements Cloner {
    @Override
    public <R extends HasMetadata> R clone(R resource) {
      return resource;
    }
  }

  private final class Watched implements Watchdog.Loop {
    @Override
    public Collection<ResourceID> existing() {
      return primaries().keys().toList();
    }

    @Override
    public boolean hasBacklog() {
      return !workers.getQueue().isEmpty();
    }

    @Override
    public void requeue(ResourceID id) {
      primaries().get(id).ifPresent(requeues::requeue);
    }
  }
}
