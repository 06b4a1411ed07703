package dev.quorate.local.controllers;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes core/v1 events, so that {@code kubectl describe} tells the story. The same event again
 * raises the count of the first one. Publishing happens in the background; an event that cannot be
 * written is dropped.
 */
public final class Events implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Events.class);

  private final KubernetesClient client;
  private final String component;
  private final Map<What, Event> published = new ConcurrentHashMap<>();
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("events").factory());

  private record What(String uid, String fieldPath, String type, String reason, String message) {}

  /** Publishes in the name of a component such as {@code kubelet}. */
  public Events(KubernetesClient client, String component) {
    this.client = client;
    this.component = component;
  }

  /** Something that is as it should be. */
  public void normal(HasMetadata about, String reason, String message) {
    publish(reference(about, null), "Normal", reason, message);
  }

  /** Something that a person may want to look at. */
  public void warning(HasMetadata about, String reason, String message) {
    publish(reference(about, null), "Warning", reason, message);
  }

  /** As {@link #normal}, about one container of a pod. */
  public void normal(HasMetadata pod, String container, String reason, String message) {
    publish(reference(pod, container), "Normal", reason, message);
  }

  /** As {@link #warning}, about one container of a pod. */
  public void warning(HasMetadata pod, String container, String reason, String message) {
    publish(reference(pod, container), "Warning", reason, message);
  }

  private static ObjectReference reference(HasMetadata about, String container) {
    var meta = about.getMetadata();
    return new ObjectReferenceBuilder()
        .withApiVersion(about.getApiVersion())
        .withKind(about.getKind())
        .withNamespace(meta.getNamespace())
        .withName(meta.getName())
        .withUid(meta.getUid())
        .withResourceVersion(meta.getResourceVersion())
        .withFieldPath(container == null ? null : "spec.containers{" + container + "}")
        .build();
  }

  private void publish(ObjectReference about, String type, String reason, String message) {
    var now = Instant.now();
    if (!writer.isShutdown()) {
      writer.execute(() -> write(about, type, reason, message, now));
    }
  }

  private void write(
      ObjectReference about, String type, String reason, String message, Instant now) {
    var what = new What(about.getUid(), about.getFieldPath(), type, reason, message);
    var time = now.truncatedTo(ChronoUnit.SECONDS).toString();
    try {
      var before = published.get(what);
      published.put(what, before == null ? create(about, what, now, time) : again(before, time));
    } catch (KubernetesClientException e) {
      published.remove(what);
      LOG.debug("event {} for {} not written: {}", reason, about.getName(), e.getMessage());
    }
  }

  private Event again(Event before, String time) {
    return client
        .resource(before)
        .edit(e -> new EventBuilder(e).withCount(e.getCount() + 1).withLastTimestamp(time).build());
  }

  private Event create(ObjectReference about, What what, Instant now, String time) {
    var namespace = about.getNamespace() == null ? "default" : about.getNamespace();
    long nanos = now.getEpochSecond() * 1_000_000_000 + now.getNano();
    return client
        .resource(
            new EventBuilder()
                .withNewMetadata()
                .withName("%s.%016x".formatted(about.getName(), nanos + published.size()))
                .withNamespace(namespace)
                .endMetadata()
                .withInvolvedObject(about)
                .withType(what.type())
                .withReason(what.reason())
                .withMessage(what.message())
                .withCount(1)
                .withFirstTimestamp(time)
                .withLastTimestamp(time)
                .withNewSource()
                .withComponent(component)
                .withHost("local")
                .endSource()
                .withReportingComponent(component)
                .withReportingInstance("local")
                .build())
        .create();
  }

  @Override
  public void close() {
    writer.shutdownNow();
  }
}
