package dev.quorate.local.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quorate.local.api.store.Json;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** A raw HTTP watch: the events of it so far. */
final class WatchStream implements AutoCloseable {
  private final StringBuilder received = new StringBuilder();
  private final AsyncBody body;

  /** Opens a watch; the path's query is the watch's. */
  WatchStream(KubernetesClient client, String path) {
    HttpClient http = client.getHttpClient();
    var request =
        http.newHttpRequestBuilder()
            .uri(URI.create(client.getMasterUrl() + path.substring(1)))
            .build();
    body =
        http.consumeBytes(
                request,
                (buffers, async) -> {
                  buffers.forEach(this::append);
                  async.consume();
                })
            .join()
            .body();
    body.consume();
  }

  /** The events so far, as they came. */
  List<JsonNode> events() {
    List<JsonNode> events = new ArrayList<>();
    String text = text();
    text.substring(0, text.lastIndexOf('\n') + 1).lines().map(Json::parse).forEach(events::add);
    return events;
  }

  /** The types and names of the events so far: {@code ADDED a}. */
  List<String> summary() {
    return events().stream()
        .map(e -> e.path("type").asText() + " " + e.at("/object/metadata/name").asText())
        .toList();
  }

  /** Waits for so many events and returns their summary. */
  List<String> await(int count) {
    Awaitility.await().until(() -> events().size() >= count);
    return summary();
  }

  /** Waits until the server has ended the watch. */
  void awaitEnd() {
    Awaitility.await().until(() -> body.done().isDone());
  }

  @Override
  public void close() {
    body.cancel();
  }

  private synchronized void append(ByteBuffer buffer) {
    received.append(StandardCharsets.UTF_8.decode(buffer));
  }

  private synchronized String text() {
    return received.toString();
  }
}
