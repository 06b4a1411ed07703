package dev.quorate.cli;

import dev.quorate.facts.Probed;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which clients do most. */
@Command(
    name = "top",
    mixinStandardHelpOptions = true,
    description =
        "Sessions, watches and requests of each member, and the busiest clients. Asks members once;"
            + " nothing is kept.")
final class TopCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "The ZookeeperCluster.")
  private String name;

  @Option(
      names = "--limit",
      paramLabel = "COUNT",
      defaultValue = "20",
      description = "How many clients are listed (${DEFAULT-VALUE}).")
  private int limit;

  @Mixin private ClusterOptions options;

  private final Surroundings surroundings;

  TopCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    try (var connection = Connection.open(options)) {
      var resource = new Clusters(connection).named(name);
      var pods = new ClusterReader(connection, surroundings).pods(resource);
      if (pods instanceof Probed.Unknown<Map<String, SeenPod>>(String why)) {
        throw new Refused(why);
      }
      var members =
          new LiveReader(surroundings.routes(), connection, connection.namespace())
              .loads(pods.ifKnown().orElseThrow().values());
      Lines.print(
          surroundings.out(), TopScreen.of(members, Math.max(0, limit), options.ink(surroundings)));
      return ExitCode.CLEAR;
    }
  }
}
