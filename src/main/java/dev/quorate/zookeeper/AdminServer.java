package dev.quorate.zookeeper;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks a member's admin server what the four-letter words on our allow-list do not tell. It
 * discloses clients, so only a person asks it, never the operator.
 */
public final class AdminServer {
  /** Fixed, because every stored configuration names it. */
  public static final int PORT = 8080;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Who is connected; only those that have a session. */
  public Reading<List<ClientConnection>> connections(String host, int port, Duration limit) {
    var uri = URI.create("http://%s:%d/commands/connections".formatted(host, port));
    try (var client = HttpClient.newBuilder().connectTimeout(limit).build()) {
      var request = HttpRequest.newBuilder(uri).timeout(limit).build();
      var response = client.send(request, BodyHandlers.ofString());
      return response.statusCode() == HttpURLConnection.HTTP_OK
          ? read(response.body())
          : new Reading.Unreadable<>("its admin server answers " + response.statusCode());
    } catch (IOException e) {
      return new Reading.Unreadable<>("its admin server does not answer");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Reading.Unreadable<>("interrupted");
    }
  }

  static Reading<List<ClientConnection>> read(String body) {
    try {
      var answer = MAPPER.readTree(body);
      List<ClientConnection> connections = new ArrayList<>();
      for (var list : List.of("connections", "secure_connections")) {
        answer
            .path(list)
            .forEach(c -> {
              if (c.has("session_id")) {
                connections.add(connection(c));
              }
            });
      }
      return answer.has("connections")
          ? new Reading.Report<>(List.copyOf(connections))
          : new Reading.Unreadable<>("its admin server lists no connections");
    } catch (JsonProcessingException _) {
      return new Reading.Unreadable<>("its admin server does not answer with JSON");
    }
  }

  private static ClientConnection connection(JsonNode c) {
    return new ClientConnection(
        c.path("remote_socket_address").asText().replaceFirst("^[^/]*/", ""),
        "0x" + Long.toHexString(c.path("session_id").asLong()),
        c.path("last_operation").asText("NA"),
        c.path("packets_received").asLong(),
        c.path("outstanding_requests").asLong(),
        c.path("avg_latency").asDouble(),
        c.path("max_latency").asDouble());
  }
}
