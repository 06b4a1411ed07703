package dev.quorate.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.quorate.api.ZookeeperCluster;
import dev.quorate.model.Announcement;
import dev.quorate.model.Occurrence;
import dev.quorate.model.Reason;
import dev.quorate.testing.GeneratedBlock;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The page shows what is really sent. */
class NotificationsPageTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Instant NOON = Instant.parse("2026-07-01T12:00:00.250Z");

  private static Occurrence occurrence(Announcement announcement) {
    return new Occurrence("orders", "zk", "3f9ad0c2b7e45d18", announcement, NOON);
  }

  private static final Occurrence OF_A_MEMBER =
      occurrence(
          Announcement.of(
              Reason.MEMBER_UNREACHABLE, "zk-1", "zk-1: it does not answer: connection refused"));

  private static JsonNode json(Occurrence occurrence) throws IOException {
    return JSON.readTree(CloudEvent.of(occurrence).json());
  }

  @Test
  void showsABody() throws IOException {
    var body = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json(OF_A_MEMBER));

    new GeneratedBlock(Path.of("docs/notifications.md"), "body")
        .shouldBe("```json\n%s\n```".formatted(body), getClass());
  }

  @Test
  void theSourceIsTheResourceInTheApi() throws IOException {
    assertThat(json(OF_A_MEMBER).path("source").textValue())
        .isEqualTo(
            "/apis/%s/namespaces/orders/%s/zk"
                .formatted(
                    HasMetadata.getApiVersion(ZookeeperCluster.class),
                    HasMetadata.getPlural(ZookeeperCluster.class)));
  }

  @Test
  void whatIsAboutNoMemberNamesNone() throws IOException {
    var json = json(occurrence(Announcement.of(Reason.QUORUM_LOST, "1 of 3")));

    assertThat(json.path("subject").textValue()).isEqualTo("zk");
    assertThat(json.at("/data").has("member")).isFalse();
  }

  @Test
  void whatHappensAgainIsAnotherEvent() throws IOException {
    var again =
        new Occurrence(
            "orders", "zk", "3f9ad0c2b7e45d18", OF_A_MEMBER.announcement(), NOON.plusSeconds(1));

    assertThat(json(again).path("id")).isNotEqualTo(json(OF_A_MEMBER).path("id"));
    assertThat(json(OF_A_MEMBER).path("id")).isEqualTo(json(OF_A_MEMBER).path("id"));
  }

  @Test
  void anyTextCanBeSent() throws IOException {
    var text = "quotes \" and \\, lines\n, ümläuts, \u0000 and 🐘";

    assertThat(
            json(occurrence(Announcement.of(Reason.API_REFUSED, text)))
                .at("/data/message")
                .textValue())
        .isEqualTo(text);
  }
}
