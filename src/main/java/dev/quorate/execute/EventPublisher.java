package dev.quorate.execute;

import dev.quorate.model.Announcement;
import dev.quorate.model.Occurrence;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes announcements as events on the resource. The same announcement has the same name, so that
 * a recurring one is counted instead of piling up. Events are a courtesy: one that cannot be
 * written never fails a pass, and a series of failures is logged once. Whoever else listens is told
 * all the same.
 */
public final class EventPublisher {
  private static final Logger LOG = LoggerFactory.getLogger(EventPublisher.class);
  private static final String COMPONENT = "quorate";
  private static final int HASH_CHARACTERS = 16;

  private final KubernetesClient client;
  private final InstantSource clock;
  private final Consumer<Occurrence> audience;
  private final AtomicBoolean failing = new AtomicBoolean();

  /**
   * @param audience who else is told; must return at once
   */
  public EventPublisher(
      KubernetesClient client, InstantSource clock, Consumer<Occurrence> audience) {
    this.client = client;
    this.clock = clock;
    this.audience = audience;
  }

  /**
   * @param resource the cluster that the events are about; its uid must be known
   */
  public void publish(HasMetadata resource, List<Announcement> announcements) {
    announcements.forEach(a -> publish(resource, a));
  }

  private void publish(HasMetadata resource, Announcement announcement) {
    var occurrence = occurrence(resource, announcement);
    write(resource, occurrence);
    audience.accept(occurrence);
  }

  private Occurrence occurrence(HasMetadata resource, Announcement announcement) {
    return new Occurrence(
        resource.getMetadata().getNamespace(),
        resource.getMetadata().getName(),
        identity(resource, announcement),
        announcement,
        clock.instant());
  }

  private void write(HasMetadata resource, Occurrence occurrence) {
    try {
      write(event(resource, occurrence));
      failing.set(false);
    } catch (KubernetesClientException e) {
      if (failing.compareAndSet(false, true)) {
        LOG.atWarn()
            .addKeyValue("reason", occurrence.announcement().reason().text())
            .setCause(e)
            .log("event cannot be written; not logged again until one can");
      }
    }
  }

  private void write(Event event) {
    var events = client.v1().events().inNamespace(event.getMetadata().getNamespace());
    try {
      events.resource(event).create();
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
      var named = events.withName(event.getMetadata().getName());
      var earlier = named.get();
      if (earlier == null) {
        events.resource(event).create();
      } else {
        named.patch(PatchContext.of(PatchType.JSON_MERGE), again(event, earlier));
      }
    }
  }

  private static String again(Event event, Event earlier) {
    int count = earlier.getCount() == null ? 1 : earlier.getCount();
    return "{\"count\":%d,\"lastTimestamp\":\"%s\"}".formatted(count + 1, event.getLastTimestamp());
  }

  private static Event event(HasMetadata resource, Occurrence occurrence) {
    var announcement = occurrence.announcement();
    String namespace = occurrence.namespace();
    String now = wholeSeconds(occurrence.at());
    return new EventBuilder()
        .withNewMetadata()
        .withName(occurrence.cluster() + "." + occurrence.identity())
        .withNamespace(namespace)
        .endMetadata()
        .withInvolvedObject(reference(resource))
        .withRelated(announcement.member().map(pod -> podReference(namespace, pod)).orElse(null))
        .withType(announcement.type())
        .withReason(announcement.reason().text())
        .withMessage(announcement.message())
        .withNewSource()
        .withComponent(COMPONENT)
        .endSource()
        .withFirstTimestamp(now)
        .withLastTimestamp(now)
        .withCount(1)
        .build();
  }

  private static String wholeSeconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static ObjectReference reference(HasMetadata resource) {
    return new ObjectReferenceBuilder()
        .withApiVersion(resource.getApiVersion())
        .withKind(resource.getKind())
        .withNamespace(resource.getMetadata().getNamespace())
        .withName(resource.getMetadata().getName())
        .withUid(resource.getMetadata().getUid())
        .build();
  }

  private static ObjectReference podReference(String namespace, String pod) {
    return new ObjectReferenceBuilder()
        .withApiVersion("v1")
        .withKind("Pod")
        .withNamespace(namespace)
        .withName(pod)
        .build();
  }

  private static String identity(HasMetadata resource, Announcement announcement) {
    return hash(
        String.join(
            "\n",
            resource.getMetadata().getUid(),
            announcement.reason().text(),
            announcement.member().orElse(""),
            announcement.message()));
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HASH_CHARACTERS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
