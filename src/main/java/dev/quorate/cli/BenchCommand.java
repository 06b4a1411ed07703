package dev.quorate.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** How fast an ensemble is, with a load that is bounded. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description =
        "How fast an ensemble is: reads and writes nodes of its own for a while. Refuses an ensemble"
            + " that is not whole, stops when it no longer is, and leaves nothing behind.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:measured to the end, and nothing is left of it",
      "1:stopped early, or something could not be removed",
      "2:no load: wrong usage, not whole, no such cluster, not allowed, or not reachable"
    })
final class BenchCommand implements Callable<Integer> {
  private static final int ID_LENGTH = 8;

  @Parameters(paramLabel = "NAME", description = "The ZookeeperCluster.")
  private String name;

  @Mixin private BenchOptions load;

  @Mixin private LeaseOptions lease;

  @Mixin private OutputOption output;

  @Mixin private ClusterOptions options;

  private final Surroundings surroundings;

  BenchCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    var workload = load.workload();
    try (var connection = Connection.open(options);
        var routes = new OpenRoutes(surroundings.routes(), connection)) {
      var reader = new ClusterReader(connection, surroundings);
      var facts = reader.withMembers(new Clusters(connection).named(name));
      var members = new LiveReader(surroundings.routes(), connection, connection.namespace());
      var guard = new BenchGuard(name, reader, lease, members, routes);
      refuse(facts, workload, guard.reasons());
      return run(new Bench(facts, workload, routes, guard, id()), workload);
    }
  }

  private static String id() {
    return UUID.randomUUID().toString().substring(0, ID_LENGTH);
  }

  private static void refuse(ClusterFacts facts, Workload workload, List<String> unsafe) {
    if (!unsafe.isEmpty()) {
      throw new Refused(BenchScreen.refusal(new Hint(facts.namespace(), facts.name()), unsafe));
    }
    List<String> unfit = new ArrayList<>(DiskGate.reasons(facts, workload));
    var config = facts.resource().getSpec().config();
    workload
        .tooLargeFor(config == null ? null : config.get("jute.maxbuffer"))
        .ifPresent(unfit::add);
    if (!unfit.isEmpty()) {
      throw new Refused(String.join("\n", unfit));
    }
  }

  private int run(Bench bench, Workload workload) {
    if (!output.isForPrograms()) {
      Lines.print(surroundings.out(), BenchScreen.beginning(workload, bench.path()));
    }
    try (var byHand = new EndByHand(bench::endByHand)) {
      var report = byHand.result(bench::run);
      surroundings
          .out()
          .print(
              output.text(() -> BenchScreen.of(report, options.ink(surroundings)), () -> report));
      surroundings.out().flush();
      return report.isWhole() ? ExitCode.CLEAR : ExitCode.PROBLEMS;
    }
  }
}
