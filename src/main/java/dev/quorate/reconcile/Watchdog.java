package dev.quorate.reconcile;

import dev.quorate.metrics.LoopMeters;
import dev.quorate.reconcile.ForgottenClusters.Forgotten;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after the control loop from outside of it (O20): queues forgotten clusters again, and says
 * so when that does not help, which turns {@code /livez} red.
 */
final class Watchdog implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Watchdog.class);
  private static final Duration PERIOD = Duration.ofSeconds(5);

  /** What it watches. */
  interface Loop {
    /** The resources that should be looked after. */
    Collection<ResourceID> existing();

    /** Whether reconciles wait for a worker. */
    boolean hasBacklog();

    /** Asks for a reconcile. */
    void requeue(ResourceID id);
  }

  private final ForgottenClusters forgotten;
  private final Loop loop;
  private final LoopMeters meters;
  private final Duration limit;
  private final LongSupplier nanos;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("watchdog").daemon().factory());
  private volatile List<Forgotten> stranded = List.of();
  private volatile boolean watching;
  private volatile long lastTick;

  /**
   * @param limit after which a cluster is forgotten
   * @param nanos monotonic clock
   */
  Watchdog(Loop loop, LoopMeters meters, Duration limit, LongSupplier nanos) {
    this.loop = loop;
    this.meters = meters;
    this.limit = limit;
    this.nanos = nanos;
    forgotten = new ForgottenClusters(limit, nanos.getAsLong());
  }

  /** Begins; nothing was expected to be reconciled before. */
  void start() {
    forgotten.look(List.of(), false, nanos.getAsLong());
    lastTick = nanos.getAsLong();
    watching = true;
    var _ =
        timer.scheduleWithFixedDelay(
            this::tick, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
  }

  void reconciled(ResourceID id) {
    forgotten.reconciled(id);
  }

  /** Takes one look. */
  void tick() {
    try {
      long now = nanos.getAsLong();
      var findings = forgotten.look(loop.existing(), loop.hasBacklog(), now);
      findings.requeue().forEach(this::requeue);
      stranded = findings.stranded();
      lastTick = now;
    } catch (RuntimeException e) {
      log.error("the watchdog could not look", e);
    }
  }

  private void requeue(Forgotten cluster) {
    log.atWarn()
        .addKeyValue("namespace", cluster.id().getNamespace().orElse(""))
        .addKeyValue("cluster", cluster.id().getName())
        .addKeyValue("action", "Requeue")
        .addKeyValue("reason", "Forgotten")
        .log("not reconciled for {} s, so it is queued again", cluster.since().toSeconds());
    meters.requeued();
    loop.requeue(cluster.id());
  }

  int strandedClusters() {
    return stranded.size();
  }

  /** What is wrong, for {@code /livez}. */
  Optional<String> problem() {
    var clusters = stranded;
    if (!clusters.isEmpty()) {
      var first = clusters.getFirst();
      return Optional.of(
          "%s was not reconciled for %d s although it was queued again; stranded clusters: %d"
              .formatted(name(first.id()), first.since().toSeconds(), clusters.size()));
    }
    var silence = Duration.ofNanos(nanos.getAsLong() - lastTick);
    return watching && silence.compareTo(limit) > 0
        ? Optional.of("the watchdog itself stopped " + silence.toSeconds() + " s ago")
        : Optional.empty();
  }

  private static String name(ResourceID id) {
    return id.getNamespace().map(namespace -> namespace + "/").orElse("") + id.getName();
  }

  @Override
  public void close() {
    watching = false;
    timer.shutdownNow();
  }
}
