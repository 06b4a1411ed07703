package dev.quorate.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the admin server of a member tells of its clients. */
class AdminServerTest {
  private static final String ANSWER =
      """
      {
        "connections" : [ {
          "remote_socket_address" : "10.1.2.3:41234",
          "interest_ops" : 1,
          "outstanding_requests" : 2,
          "packets_received" : 907,
          "packets_sent" : 907,
          "session_id" : 72057800001454080,
          "last_operation" : "GETD",
          "avg_latency" : 0.25,
          "max_latency" : 12
        }, {
          "remote_socket_address" : "10.1.2.4:50000",
          "interest_ops" : 1,
          "outstanding_requests" : 0,
          "packets_received" : 1,
          "packets_sent" : 0
        } ],
        "secure_connections" : [ ],
        "command" : "connections",
        "error" : null
      }
      """;

  @Test
  void clientsWithASessionAreRead() {
    assertThat(AdminServer.read(ANSWER))
        .isEqualTo(
            new Reading.Report<>(
                List.of(
                    new ClientConnection(
                        "10.1.2.3:41234", "0x100002ff4620000", "GETD", 907, 2, 0.25, 12))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "{}", "[]"})
  void anythingElseIsUnreadable(String body) {
    assertThat(AdminServer.read(body)).isInstanceOf(Reading.Unreadable.class);
  }

  @Test
  void nobodyThereIsUnreadable() {
    assertThat(new AdminServer().connections("127.0.0.1", 1, Duration.ofSeconds(5)))
        .isEqualTo(new Reading.Unreadable<>("its admin server does not answer"));
  }
}
