package dev.quorate.bench;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The program of {@code ./mvnw -Pbench}: runs the benchmarks that it is given the names of. */
public final class Benchmarks {
  static final Map<String, Supplier<Benchmark>> ALL =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("create", CreateBench::new),
              Map.entry("ensemble", EnsembleBench::new),
              Map.entry("failover", FailoverBench::new),
              Map.entry("fleet", FleetBench::new),
              Map.entry("node", NodeBench::new),
              Map.entry("overhead", OverheadBench::new),
              Map.entry("probes", ProbeBench::new),
              Map.entry("reconcile", ReconcileBench::new),
              Map.entry("rest", RestBench::new),
              Map.entry("roll", RollBench::new),
              Map.entry("start", StartBench::new)));

  private Benchmarks() {}

  /** Names, separated by blanks or commas; {@code all} for every one. */
  public static void main(String[] args) throws Exception {
    PrintStream out = System.out;
    var names = Arrays.stream(String.join(",", args).split("[, ]+", -1)).toList();
    for (String name : names.contains("all") ? ALL.keySet() : names) {
      if (!ALL.containsKey(name)) {
        out.println("There is no benchmark '%s'; there are: %s".formatted(name, ALL.keySet()));
        System.exit(2);
      }
      var table = new Table();
      try {
        ALL.get(name).get().measure(table);
      } finally {
        table.print(name, out); // what was measured before a failure took its time
      }
    }
    // The clients of the local cluster leave threads behind that would run for another minute.
    System.exit(0);
  }
}
