package dev.quorate.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quorate.local.kubelet.Warden;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;

/** A Prometheus server on this machine that ends with this JVM. */
public final class PrometheusServer implements AutoCloseable {
  private static final Pattern PORT =
      Pattern.compile("Listening on\"? .*address=127\\.0\\.0\\.1:(\\d+)");
  private static final Duration START = Duration.ofSeconds(60);

  private final Warden warden = new Warden();
  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private final Path log;

  private PrometheusServer(Path log) {
    this.log = log;
  }

  /** What a server answered to a question: the labels of a series and its value. */
  public record Sample(Map<String, String> labels, double value) {}

  /**
   * Starts with the configuration {@code prometheus.yaml} of the folder, and keeps its data there.
   */
  public static PrometheusServer start(Path folder) {
    var server = new PrometheusServer(folder.resolve("prometheus.log"));
    try {
      server.warden.start(
          new ProcessBuilder(
                  PrometheusPrograms.provide().server(),
                  "--config.file=prometheus.yaml",
                  "--storage.tsdb.path=data",
                  "--web.listen-address=127.0.0.1:0")
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(server.log.toFile()));
      Awaitility.await("Prometheus, " + server.log).atMost(START).until(server::isReady);
      return server;
    } catch (IOException e) {
      server.close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  private boolean isReady() throws IOException, InterruptedException {
    return PORT.matcher(Files.readString(log)).find() && get("/-/ready").contains("Ready");
  }

  /** The series that an expression has now. */
  public List<Sample> ask(String expression) {
    try {
      var answer =
          json.readTree(
              get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8)));
      if (!answer.path("status").asText().equals("success")) {
        throw new IllegalArgumentException(expression + ": " + answer);
      }
      return StreamSupport.stream(answer.at("/data/result").spliterator(), false)
          .map(PrometheusServer::sample)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The value of an expression of one series; empty when there is none. */
  public OptionalDouble value(String expression) {
    return ask(expression).stream().mapToDouble(Sample::value).findFirst();
  }

  /** The alerts that are pending or firing, with the labels that they have. */
  public List<Sample> alerts(String name, String state) {
    return ask("ALERTS{alertname=\"%s\",alertstate=\"%s\"}".formatted(name, state));
  }

  /** What an alert that is pending or firing tells a person. */
  public Map<String, String> annotations(String alert) {
    try {
      var alerts = json.readTree(get("/api/v1/alerts")).at("/data/alerts");
      return StreamSupport.stream(alerts.spliterator(), false)
          .filter(a -> a.at("/labels/alertname").asText().equals(alert))
          .map(a -> texts(a.path("annotations")))
          .findFirst()
          .orElse(Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Sample sample(JsonNode series) {
    return new Sample(
        texts(series.path("metric")), Double.parseDouble(series.at("/value/1").asText()));
  }

  private static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new TreeMap<>();
    object.properties().forEach(e -> texts.put(e.getKey(), e.getValue().asText()));
    return texts;
  }

  private String get(String path) throws IOException, InterruptedException {
    var port = PORT.matcher(Files.readString(log));
    if (!port.find()) {
      throw new IOException("it does not listen: " + log);
    }
    var uri = URI.create("http://127.0.0.1:" + port.group(1) + path);
    return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
  }

  @Override
  public void close() {
    http.close();
    warden.close();
  }
}
