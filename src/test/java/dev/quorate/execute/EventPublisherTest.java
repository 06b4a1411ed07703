package dev.quorate.execute;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.quorate.api.ZookeeperCluster;
import dev.quorate.local.api.ApiServer;
import dev.quorate.local.api.rest.Faults;
import dev.quorate.model.Announcement;
import dev.quorate.model.Occurrence;
import dev.quorate.model.Reason;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class EventPublisherTest {
  private static final Announcement LOST =
      Announcement.of(Reason.MEMBER_UNREACHABLE, "zk-0", "zk-0: no answer");

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-07-01T12:00:00.5Z"));
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private final List<Occurrence> told = new ArrayList<>();
  private ApiServer server;
  private KubernetesClient client;
  private EventPublisher publisher;

  @BeforeEach
  void start() {
    server = ApiServer.start();
    client = server.client();
    publisher = new EventPublisher(client, now::get, told::add);
    logged.start();
    logger().addAppender(logged);
  }

  @AfterEach
  void stop() {
    logger().detachAppender(logged);
    client.close();
    server.close();
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger(EventPublisher.class);
  }

  private static ZookeeperCluster cluster(String uid) {
    var cluster = new ZookeeperCluster();
    cluster.setMetadata(
        new ObjectMetaBuilder().withNamespace("default").withName("zk").withUid(uid).build());
    return cluster;
  }

  private void publish(Announcement... announcements) {
    publisher.publish(cluster("uid-1"), List.of(announcements));
  }

  private List<Event> events() {
    return client.v1().events().inNamespace("default").list().getItems();
  }

  @Test
  void writesAnEventThatDescribeShows() {
    publish(LOST);

    assertThat(events())
        .singleElement()
        .satisfies(event -> {
          assertThat(event.getInvolvedObject().getKind()).isEqualTo("ZookeeperCluster");
          assertThat(event.getInvolvedObject().getApiVersion())
              .isEqualTo("zookeeper.quorate.dev/v1alpha1");
          assertThat(event.getInvolvedObject().getName()).isEqualTo("zk");
          assertThat(event.getInvolvedObject().getUid()).isEqualTo("uid-1");
          assertThat(event.getRelated().getName()).isEqualTo("zk-0");
          assertThat(event.getType()).isEqualTo("Warning");
          assertThat(event.getReason()).isEqualTo("MemberUnreachable");
          assertThat(event.getMessage()).isEqualTo("zk-0: no answer");
          assertThat(event.getSource().getComponent()).isEqualTo("quorate");
          assertThat(event.getCount()).isEqualTo(1);
          assertThat(event.getFirstTimestamp()).isEqualTo("2026-07-01T12:00:00Z");
          assertThat(event.getLastTimestamp()).isEqualTo("2026-07-01T12:00:00Z");
        });
  }

  @Test
  void countsWhatRecurs() {
    publish(LOST);
    now.set(Instant.parse("2026-07-01T12:05:00Z"));
    publish(LOST);
    publish(LOST);

    assertThat(events())
        .singleElement()
        .satisfies(event -> {
          assertThat(event.getCount()).isEqualTo(3);
          assertThat(event.getFirstTimestamp()).isEqualTo("2026-07-01T12:00:00Z");
          assertThat(event.getLastTimestamp()).isEqualTo("2026-07-01T12:05:00Z");
        });
  }

  @Test
  void tellsApartWhatDiffers() {
    publish(LOST);
    publish(Announcement.of(Reason.MEMBER_UNREACHABLE, "zk-1", "zk-0: no answer"));
    publish(Announcement.of(Reason.MEMBER_RECOVERED, "zk-0", "zk-0: no answer"));
    publish(Announcement.of(Reason.MEMBER_UNREACHABLE, "zk-0", "zk-0: another message"));
    publisher.publish(cluster("uid-2"), List.of(LOST));

    assertThat(events()).hasSize(5).allMatch(e -> e.getCount() == 1);
  }

  @Test
  void asksTheServerForNothingWhenThereIsNothingToTell() {
    publish();

    assertThat(server.audit().entries()).isEmpty();
  }

  @Test
  void costsOneWriteForWhatIsNew() {
    publish(LOST);

    assertThat(server.audit().counts()).containsOnlyKeys("create events");
  }

  @Test
  void writesAnewWhatTheServerHasForgotten() {
    publish(LOST);
    client.v1().events().inNamespace("default").delete();
    publish(LOST);

    assertThat(events()).singleElement().matches(e -> e.getCount() == 1);
  }

  @Test
  void neverFailsAndLogsASeriesOfFailuresOnce() {
    try (var _ =
        server
            .faults()
            .inject(_ -> true, new Faults.Fault.Refuse(403, "Forbidden", "no events for you"))) {
      publish(LOST, LOST);
      publish(LOST);
      assertThat(logged.list).hasSize(1);
    }
    publish(LOST);
    try (var _ = server.faults().inject(_ -> true, new Faults.Fault.Drop())) {
      publish(LOST);
      publish(LOST);
    }

    assertThat(logged.list).hasSize(2);
    assertThat(events()).hasSize(1);
  }

  @Test
  void whoeverElseListensHearsEachTimeAlsoWhenTheApiServerDoesNot() {
    publish(LOST);
    now.set(Instant.parse("2026-07-01T12:05:00.25Z"));
    try (var _ = server.faults().inject(_ -> true, new Faults.Fault.Drop())) {
      publish(LOST);
    }

    String identity = events().getFirst().getMetadata().getName().substring("zk.".length());
    assertThat(told)
        .containsExactly(
            new Occurrence(
                "default", "zk", identity, LOST, Instant.parse("2026-07-01T12:00:00.5Z")),
            new Occurrence(
                "default", "zk", identity, LOST, Instant.parse("2026-07-01T12:05:00.25Z")));
  }
}
