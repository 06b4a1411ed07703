package dev.quorate.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.function.IntSupplier;

/** Counts and times what the control loop does, without a series per cluster. */
public final class LoopMeters {
  private final MeterRegistry registry;
  private final Timer duration;
  private final Counter successes;
  private final Counter failures;
  private final Counter requeues;

  public LoopMeters(MeterRegistry registry) {
    this.registry = registry;
    duration =
        Timer.builder(Metric.RECONCILE_SECONDS.meter())
            .description(Metric.RECONCILE_SECONDS.help())
            .serviceLevelObjectives(
                Duration.ofMillis(1),
                Duration.ofMillis(2),
                Duration.ofMillis(5),
                Duration.ofMillis(20),
                Duration.ofMillis(100),
                Duration.ofMillis(500),
                Duration.ofSeconds(2),
                Duration.ofSeconds(10))
            .register(registry);
    successes = counter(Metric.RECONCILES, "result", "success");
    failures = counter(Metric.RECONCILES, "result", "failure");
    requeues = counter(Metric.WATCHDOG_REQUEUES);
    // There from the start, or the first failure would be no increase.
    List.of("sent", "failed", "dropped").forEach(this::notifications);
  }

  /** One look at a cluster went through. */
  public void succeeded(Duration took) {
    duration.record(took);
    successes.increment();
  }

  /** One look at a cluster ended with an exception and will be repeated. */
  public void failed(Duration took) {
    duration.record(took);
    failures.increment();
  }

  /** The watchdog queued a cluster again. */
  public void requeued() {
    requeues.increment();
  }

  /**
   * Counts a request to the Kubernetes API.
   *
   * @param code the status code, or {@code error} when there was no answer
   */
  public void requested(String verb, String code) {
    counter(Metric.API_REQUESTS, "verb", verb, "code", code).increment();
  }

  /**
   * Counts an event for the webhook.
   *
   * @param result what became of it
   */
  public void notified(String result) {
    notifications(result).increment();
  }

  private Counter notifications(String result) {
    return counter(Metric.NOTIFICATIONS, "result", result);
  }

  /** Shows a number that is asked for at every scrape. */
  public void watch(Metric metric, IntSupplier number) {
    Gauge.builder(metric.meter(), number, IntSupplier::getAsInt)
        .description(metric.help())
        .strongReference(true)
        .register(registry);
  }

  private Counter counter(Metric metric, String... tags) {
    return Counter.builder(metric.meter()).description(metric.help()).tags(tags).register(registry);
  }
}
