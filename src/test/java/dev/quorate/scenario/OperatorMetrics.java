package dev.quorate.scenario;

import dev.quorate.testing.OperatorJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an operator process counts about itself.
 *
 * @param port where it serves that
 */
record OperatorMetrics(int port) {
  private static final Pattern PORT = Pattern.compile("/readyz are on port (\\d+)");

  /** Empty until the operator has said where its metrics are. */
  static Optional<OperatorMetrics> of(OperatorJvm operator) {
    var port = PORT.matcher(operator.output());
    return port.find()
        ? Optional.of(new OperatorMetrics(Integer.parseInt(port.group(1))))
        : Optional.empty();
  }

  /** How often it has looked at a cluster without a failure; 0 when it is dead. */
  int looks() {
    return numbers("quorate_reconciles_total{result=\"success\"}")
        .mapToInt(OperatorMetrics::number)
        .sum();
  }

  /** The rules that say of a cluster that something is wrong. */
  List<String> problems(String cluster) {
    return text()
        .lines()
        .filter(line -> line.startsWith("quorate_cluster_problem{cluster=\"" + cluster + "\""))
        .map(line -> line.replaceAll(".*rule=\"(\\w+)\".*", "$1"))
        .toList();
  }

  /** How many rounds of the performance probe had that outcome; -1 when it is not counted. */
  int probeRounds(String pod, String outcome) {
    return numbers("quorate_probe_rounds_total")
        .filter(line -> line.contains("member=\"%s\"".formatted(pod)))
        .filter(line -> line.contains("outcome=\"%s\"".formatted(outcome)))
        .mapToInt(OperatorMetrics::number)
        .findFirst()
        .orElse(-1);
  }

  /** How many requests of a kind the performance probe has timed through a member. */
  int probeTimes(String pod, String operation) {
    return numbers("quorate_probe_seconds_count")
        .filter(line -> line.contains("member=\"%s\"".formatted(pod)))
        .filter(line -> line.contains("operation=\"%s\"".formatted(operation)))
        .mapToInt(OperatorMetrics::number)
        .sum();
  }

  /** Whether there is any number of the performance probe. */
  boolean isProbing() {
    return numbers("quorate_probe_").findAny().isPresent();
  }

  private Stream<String> numbers(String name) {
    return text().lines().filter(line -> line.startsWith(name));
  }

  private static int number(String line) {
    return (int) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
  }

  private String text() {
    try (var answer = new URI("http://127.0.0.1:" + port + "/metrics").toURL().openStream()) {
      return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    } catch (SocketException _) {
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
