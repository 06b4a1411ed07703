package dev.quorate.notify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A webhook that answers what it is told to, 204 by default, and remembers what it was sent. */
public final class Receiver implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch end = new CountDownLatch(1);

  /** What was sent. */
  public record Request(
      String method, String target, Map<String, List<String>> headers, String body) {

    public String header(String name) {
      return headers.entrySet().stream()
          .filter(e -> e.getKey().equalsIgnoreCase(name))
          .map(e -> e.getValue().getFirst())
          .findFirst()
          .orElse(null);
    }

    public JsonNode json() {
      try {
        return JsonMapper.builder().build().readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    public String message() {
      return json().at("/data/message").textValue();
    }
  }

  private record Answer(int status, String header, String value, boolean hangs) {}

  private Receiver(HttpServer server) {
    this.server = server;
  }

  public static Receiver start() {
    return start(0);
  }

  static Receiver start(int port) {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      var receiver = new Receiver(HttpServer.create(address, 0));
      receiver.server.setExecutor(receiver.threads);
      receiver.server.createContext("/", receiver::take);
      receiver.server.start();
      return receiver;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For the next request that has no answer yet. */
  Receiver answers(int... statuses) {
    for (int status : statuses) {
      answers.add(new Answer(status, null, null, false));
    }
    return this;
  }

  Receiver answers(int status, String header, String value) {
    answers.add(new Answer(status, header, value, false));
    return this;
  }

  /** Sends headers, and never the end of the body. */
  Receiver hangs() {
    answers.add(new Answer(200, null, null, true));
    return this;
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      requests.add(
          new Request(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              exchange.getRequestHeaders(),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
      var answer = answers.poll();
      if (answer == null) {
        exchange.sendResponseHeaders(204, -1);
      } else {
        send(exchange, answer);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(HttpExchange exchange, Answer answer) throws IOException, InterruptedException {
    if (answer.header() != null) {
      exchange.getResponseHeaders().set(answer.header(), answer.value());
    }
    exchange.sendResponseHeaders(answer.status(), answer.hangs() ? 10 : -1);
    if (answer.hangs()) {
      exchange.getResponseBody().write('{');
      exchange.getResponseBody().flush();
      end.await();
    }
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public List<Request> requests() {
    return List.copyOf(requests);
  }

  public List<String> messages() {
    return requests.stream().map(Request::message).toList();
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
