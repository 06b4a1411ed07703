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
    return text()
        .lines()
        .filter(line -> line.startsWith("quorate_reconciles_total{result=\"success\"}"))
        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
        .mapToInt(number -> (int) Double.parseDouble(number))
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
