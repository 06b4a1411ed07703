package dev.quorate.bench;

import dev.quorate.RepeatedPasses;
import dev.quorate.RepeatedPasses.Pass;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** A pass in which nothing has changed, with three real members that answer. */
final class ReconcileBench implements Benchmark {
  private static final int ROUNDS = 1000;

  @Override
  public void measure(Table table) throws Exception {
    try (var node = Node.start("reconcile")) {
      try (var passes = RepeatedPasses.start(node.api().config())) {
        node.apply("zk");
        node.awaitReady("zk");
        add(table, "the first " + ROUNDS, passes.repeat(ROUNDS));
        passes.repeat(3 * ROUNDS);
        add(table, ROUNDS + " after 4000", passes.repeat(ROUNDS));
      }
    }
    table.note(
        "The operator's own reconciler on full caches, in the JVM of the in-process API server;"
            + " the members are real processes.");
  }

  private static void add(Table table, String which, List<Pass> passes) {
    var own = samples(passes, Pass::withoutProbes);
    table.add("pass without probes, " + which, Budget.median(2, "ms"), own);
    table.add("the same", Budget.p99(20, "ms"), own);
    table.add("probes of three members, " + which, samples(passes, Pass::probes));
    table.add("pass with probes, " + which, samples(passes, Pass::whole));
  }

  private static Samples samples(List<Pass> passes, Function<Pass, Duration> part) {
    return Samples.millis(passes.stream().map(part).toList());
  }
}
