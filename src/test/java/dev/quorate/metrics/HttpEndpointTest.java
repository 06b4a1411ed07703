package dev.quorate.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpEndpointTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private final AtomicReference<Optional<String>> problem = new AtomicReference<>(Optional.empty());
  private HttpEndpoint endpoint;

  @BeforeEach
  void listens() throws IOException {
    endpoint =
        HttpEndpoint.start(
            "127.0.0.1",
            0,
            new HttpEndpoint.Contents(
                () -> "quorate_leading 1.0\n",
                List.of(new HealthCheck("watchdog", problem::get)),
                List.of(
                    new HealthCheck("caches", Optional::empty),
                    new HealthCheck("lease", problem::get))));
  }

  @AfterEach
  void closes() {
    endpoint.close();
    client.close();
  }

  @Test
  void servesMetricsInTextFormat() throws Exception {
    var answer = get("/metrics");
    assertThat(answer.body()).isEqualTo("quorate_leading 1.0\n");
    assertThat(answer.headers().firstValue("Content-Type"))
        .contains("text/plain; version=0.0.4; charset=utf-8");
  }

  @Test
  void isGreenWhenEveryCheckIs() throws Exception {
    assertThat(status("/livez")).isEqualTo(200);
    assertThat(get("/readyz").body()).isEqualTo("[+]caches ok\n[+]lease ok\n");
  }

  @Test
  void saysWhyWhenRed() throws Exception {
    problem.set(Optional.of("orders/zk was not looked at for 3 minutes"));
    assertThat(status("/livez")).isEqualTo(503);
    assertThat(get("/livez").body())
        .isEqualTo("[-]watchdog orders/zk was not looked at for 3 minutes\n");
    assertThat(get("/readyz").body()).startsWith("[+]caches ok\n[-]lease ");
  }

  @Test
  void aCheckThatFailsIsRed() throws Exception {
    endpoint.close();
    var broken =
        new HealthCheck(
            "broken",
            () -> {
              throw new IllegalStateException("no answer");
            });
    endpoint =
        HttpEndpoint.start(
            "127.0.0.1", 0, new HttpEndpoint.Contents(() -> "", List.of(broken), List.of()));
    assertThat(get("/livez").body())
        .isEqualTo(
            "[-]broken the check itself failed: java.lang.IllegalStateException: no answer\n");
    assertThat(status("/livez")).isEqualTo(503);
  }

  @Test
  void knowsNothingElse() throws Exception {
    assertThat(status("/")).isEqualTo(404);
    assertThat(status("/metrics/x")).isEqualTo(404);
    var post =
        HttpRequest.newBuilder(uri("/livez"))
            .POST(HttpRequest.BodyPublishers.ofString("x"))
            .build();
    assertThat(client.send(post, BodyHandlers.ofString()).statusCode()).isEqualTo(405);
    var head = HttpRequest.newBuilder(uri("/livez")).HEAD().build();
    assertThat(client.send(head, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }

  @Test
  void saysWhichAddressIsTaken() {
    var nothing = new HttpEndpoint.Contents(() -> "", List.of(), List.of());
    assertThatThrownBy(() -> HttpEndpoint.start("127.0.0.1", endpoint.port(), nothing))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot listen on 127.0.0.1:" + endpoint.port());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
  }

  private int status(String path) throws Exception {
    return get(path).statusCode();
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + endpoint.port() + path);
  }
}
