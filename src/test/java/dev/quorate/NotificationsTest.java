package dev.quorate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quorate.OperatorConfig.Parsed;
import dev.quorate.notify.Receiver;
import io.fabric8.kubernetes.api.model.Event;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The whole operator, an API server, and somebody who wants to be told. */
class NotificationsTest {
  private final Replicas replicas = new Replicas();
  private final Receiver receiver = Receiver.start();
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<OperatorProcess> started = new ArrayList<>();

  @AfterEach
  void stops() {
    started.forEach(OperatorProcess::close);
    http.close();
    receiver.close();
    replicas.close();
  }

  private OperatorProcess start(String name, Map<String, String> more) throws IOException {
    Map<String, String> environment = new HashMap<>(replicas.environment(name));
    environment.put("QUORATE_NOTIFY_TYPES", "All");
    environment.putAll(more);
    var process =
        OperatorProcess.create(
            ((Parsed.Valid) OperatorConfig.parse(environment)).config(),
            replicas.server.config(),
            _ -> {});
    started.add(process);
    process.start();
    return process;
  }

  private Map<String, String> notified() {
    return Map.of("QUORATE_NOTIFY_URL", "http://127.0.0.1:" + receiver.port() + "/");
  }

  private List<Event> events() {
    return replicas.client.v1().events().inNamespace("default").list().getItems();
  }

  private String metrics(OperatorProcess process) throws Exception {
    var uri = URI.create("http://127.0.0.1:%d/metrics".formatted(process.httpPort()));
    return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
  }

  /** The first pass of a cold process takes its time. */
  private static void until(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(60)).until(condition);
  }

  @Test
  void whatIsToldToKubernetesIsSentByTheReplicaThatActs() throws Exception {
    var one = start("one", notified());
    until(() -> replicas.holder().isPresent());
    var two = start("two", notified());
    until(() -> !receiver.requests().isEmpty());
    until(() -> metrics(one).contains("quorate_notifications_total{result=\"sent\"} 1"));

    var event = events().getFirst();
    var sent = receiver.requests().getFirst().json();
    assertThat(sent.path("type").textValue()).isEqualTo("dev.quorate." + event.getReason());
    assertThat(sent.at("/data/message").textValue()).isEqualTo(event.getMessage());
    assertThat(event.getMetadata().getName())
        .isEqualTo("zk." + sent.path("id").textValue().replaceAll("-\\d+$", ""));
    assertThat(receiver.requests()).hasSize(1);
    assertThat(metrics(one)).contains("quorate_notifications_waiting 0");
    assertThat(metrics(two)).contains("quorate_notifications_total{result=\"sent\"} 0");
  }

  @Test
  void withoutAnAddressNothingIsSent() throws Exception {
    var one = start("one", Map.of());
    until(() -> !events().isEmpty());

    assertThat(metrics(one)).contains("quorate_notifications_total{result=\"sent\"} 0");
  }
}
