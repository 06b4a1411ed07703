package dev.quorate.reconcile;

import dev.quorate.metrics.LoopMeters;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the framework tells about reconciles, passed on to meters, log and watchdog. The framework
 * calls it a metrics interface; it is also the only place that hears of every outcome.
 */
final class LoopListener implements Metrics {
  private static final Logger log = LoggerFactory.getLogger(LoopListener.class);

  private final LoopMeters meters;
  private final Consumer<ResourceID> reconciled;
  private final BiConsumer<String, String> gone;
  private final LongSupplier nanos;

  LoopListener(
      LoopMeters meters,
      Consumer<ResourceID> reconciled,
      BiConsumer<String, String> gone,
      LongSupplier nanos) {
    this.meters = meters;
    this.reconciled = reconciled;
    this.gone = gone;
    this.nanos = nanos;
  }

  @Override
  public <T> T timeControllerExecution(ControllerExecution<T> execution) throws Exception {
    long began = nanos.getAsLong();
    boolean succeeded = false;
    try {
      T result = execution.execute();
      succeeded = true;
      return result;
    } finally {
      var took = Duration.ofNanos(nanos.getAsLong() - began);
      if (succeeded) {
        meters.succeeded(took);
      } else {
        meters.failed(took);
      }
    }
  }

  /** The framework also calls this with a resource that it never found in its cache: null. */
  @Override
  public void reconciliationExecutionFinished(HasMetadata resource, Map<String, Object> metadata) {
    if (resource != null) {
      reconciled.accept(ResourceID.fromResource(resource));
    }
  }

  @Override
  public void failedReconciliation(
      HasMetadata resource, Exception exception, Map<String, Object> metadata) {
    boolean conflict =
        exception instanceof KubernetesClientException e
            && e.getCode() == HttpURLConnection.HTTP_CONFLICT;
    boolean api = exception instanceof KubernetesClientException;
    (conflict ? log.atInfo() : log.atWarn())
        .addKeyValue("namespace", resource.getMetadata().getNamespace())
        .addKeyValue("cluster", resource.getMetadata().getName())
        .addKeyValue("action", "Retry")
        .addKeyValue("reason", reason(conflict, api))
        .setCause(api ? null : exception)
        .log(String.valueOf(exception.getMessage()));
  }

  private static String reason(boolean conflict, boolean api) {
    if (conflict) {
      return "Conflict";
    }
    return api ? "ApiRefused" : "Failed";
  }

  @Override
  public void cleanupDoneFor(ResourceID id, Map<String, Object> metadata) {
    gone.accept(id.getNamespace().orElse(""), id.getName());
  }
}
