package dev.quorate.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Serves {@code /metrics}, {@code /livez} and {@code /readyz}. Health is a line per check, {@code
 * [+]name ok} or {@code [-]name why}, with status 200 or 503.
 */
public final class HttpEndpoint implements AutoCloseable {
  private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";
  private static final String TEXT = "text/plain; charset=utf-8";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private HttpEndpoint(HttpServer server) {
    this.server = server;
  }

  /** What is served. */
  public record Contents(
      Supplier<String> metrics, List<HealthCheck> liveness, List<HealthCheck> readiness) {
    public Contents {
      liveness = List.copyOf(liveness);
      readiness = List.copyOf(readiness);
    }
  }

  private record Answer(int status, String type, String body) {}

  /**
   * Listens.
   *
   * @param port 0 for any free one
   * @throws IOException with the address in its message, when it cannot be listened on
   */
  public static HttpEndpoint start(String host, int port, Contents contents) throws IOException {
    var endpoint = new HttpEndpoint(bind(host, port));
    endpoint.serve("/metrics", () -> new Answer(200, PROMETHEUS_TEXT, contents.metrics().get()));
    endpoint.serve("/livez", () -> health(contents.liveness()));
    endpoint.serve("/readyz", () -> health(contents.readiness()));
    endpoint.serve("/", () -> new Answer(404, TEXT, "/metrics\n/livez\n/readyz\n"));
    endpoint.server.setExecutor(endpoint.threads);
    endpoint.server.start();
    return endpoint;
  }

  private static HttpServer bind(String host, int port) throws IOException {
    try {
      return HttpServer.create(new InetSocketAddress(host, port), 0);
    } catch (IOException | RuntimeException e) {
      throw new IOException("cannot listen on %s:%d: %s".formatted(host, port, e.getMessage()), e);
    }
  }

  private void serve(String path, Supplier<Answer> answer) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            send(exchange, answerTo(exchange, path, answer));
          }
        });
  }

  private static Answer answerTo(HttpExchange exchange, String path, Supplier<Answer> answer) {
    var method = exchange.getRequestMethod();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      return new Answer(405, TEXT, "only GET\n");
    }
    if (!path.equals("/") && !exchange.getRequestURI().getPath().equals(path)) {
      return new Answer(404, TEXT, "try " + path + "\n");
    }
    try {
      return answer.get();
    } catch (RuntimeException e) {
      return new Answer(500, TEXT, e + "\n");
    }
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", answer.type());
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(answer.status(), -1);
      return;
    }
    exchange.sendResponseHeaders(answer.status(), body.length);
    exchange.getResponseBody().write(body);
  }

  private static Answer health(List<HealthCheck> checks) {
    var lines = new StringBuilder();
    boolean healthy = true;
    for (var check : checks) {
      Optional<String> problem = check.ask();
      healthy &= problem.isEmpty();
      lines
          .append(problem.isEmpty() ? "[+]" : "[-]")
          .append(check.name())
          .append(' ')
          .append(problem.orElse("ok"))
          .append('\n');
    }
    return new Answer(healthy ? 200 : 503, TEXT, lines.toString());
  }

  /** The port that it listens on. */
  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
