package dev.quorate.cli;

import dev.quorate.api.ZookeeperCluster;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How a cluster is, on one screen; without a name, a table of all. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description =
        "How a cluster is: members, quorum, what is wrong, what the operator waits for. Without"
            + " NAME, a table of all clusters in the namespace.")
final class StatusCommand implements Callable<Integer> {
  private static final String CLEAR_SCREEN = "\u001b[H\u001b[2J";

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "The ZookeeperCluster.")
  private String name;

  @Option(
      names = {"-A", "--all-namespaces"},
      description = "Clusters of all namespaces.")
  private boolean everywhere;

  @Option(
      names = {"-w", "--watch"},
      description = "Draw anew whenever something changes, until Ctrl-C.")
  private boolean watch;

  @Option(
      names = "--interval",
      paramLabel = "SECONDS",
      defaultValue = "2",
      description = "With --watch: members are asked at least so often (${DEFAULT-VALUE}).")
  private int interval;

  @Mixin private OutputOption output;

  @Mixin private ClusterOptions options;

  private final Surroundings surroundings;

  StatusCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    refuseNonsense();
    try (var connection = Connection.open(options)) {
      if (name == null) {
        list(connection);
      } else if (watch) {
        watch(connection);
      } else {
        surroundings.out().print(text(connection));
      }
      surroundings.out().flush();
      return ExitCode.CLEAR;
    }
  }

  private void refuseNonsense() {
    if (name == null && watch) {
      throw new Refused("--watch needs the name of a cluster.");
    }
    if (name != null && everywhere) {
      throw new Refused("With -A no name is given: several clusters may have it.");
    }
    if (watch && output.isForPrograms()) {
      throw new Refused("--watch draws screens; programs watch the resource itself.");
    }
    if (interval < 1) {
      throw new Refused("--interval is at least 1 second.");
    }
  }

  private void list(Connection connection) {
    var clusters = new Clusters(connection);
    var found = everywhere ? clusters.everywhere() : clusters.inNamespace();
    surroundings.out().print(output.text(() -> screen(found, connection.namespace()), () -> found));
  }

  private List<String> screen(List<ZookeeperCluster> found, String namespace) {
    if (!found.isEmpty()) {
      var now = surroundings.clock().instant();
      return ClusterList.of(found, everywhere, now, options.ink(surroundings));
    }
    return List.of(
        everywhere
            ? "There is no ZookeeperCluster in any namespace."
            : "There is no ZookeeperCluster in %s.".formatted(namespace));
  }

  private String text(Connection connection) {
    var resource = new Clusters(connection).named(name);
    var facts = new ClusterReader(connection, surroundings).withMembers(resource);
    return output.text(
        () -> ClusterScreen.of(facts, options.ink(surroundings)), () -> StatusReport.of(facts));
  }

  private void watch(Connection connection) {
    draw(text(connection));
    try (var changes = new Changes(connection, name)) {
      while (!Thread.currentThread().isInterrupted()) {
        changes.await(Duration.ofSeconds(interval));
        draw(textOrTrouble(connection));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** An API server that is away for a while is told, and asked again. */
  private String textOrTrouble(Connection connection) {
    try {
      return text(connection);
    } catch (KubernetesClientException e) {
      return Connection.explain(e) + "\n";
    }
  }

  private void draw(String text) {
    surroundings.out().print(surroundings.terminal() ? CLEAR_SCREEN + text : text + "\n");
    surroundings.out().flush();
  }
}
