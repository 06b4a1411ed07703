package dev.quorate.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What is wrong, in plain words, and the next command. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description =
        "What is wrong with a cluster: causes first, what follows from each, and the next command.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:nothing is wrong",
      "1:something is wrong, the operator does not answer, or nobody has looked",
      "2:wrong usage, no such cluster, not allowed, or not reachable"
    })
final class DoctorCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "The ZookeeperCluster.")
  private String name;

  @Mixin private LeaseOptions lease;

  @Mixin private OutputOption output;

  @Mixin private ClusterOptions options;

  private final Surroundings surroundings;

  DoctorCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    try (var connection = Connection.open(options)) {
      var reader = new ClusterReader(connection, surroundings);
      var found = lease.examine(reader.withoutMembers(name), reader);
      surroundings
          .out()
          .print(
              output.text(
                  () -> DoctorScreen.of(found, options.ink(surroundings)),
                  () -> DoctorReport.of(found)));
      surroundings.out().flush();
      return found.isClear() ? ExitCode.CLEAR : ExitCode.PROBLEMS;
    }
  }
}
