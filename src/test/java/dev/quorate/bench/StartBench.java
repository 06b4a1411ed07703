package dev.quorate.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * From the start of the operator's process to its first reconcile, and what it costs until then;
 * with and without an ahead-of-time cache.
 */
final class StartBench implements Benchmark {
  private static final int RUNS = 10;
  private static final Budget FIRST_RECONCILE = Budget.median(1000, "ms");

  private int clusters;

  private record Variant(String name, OperatorBuild build, List<Run> runs) {
    Variant(String name, OperatorBuild build) {
      this(name, build, new ArrayList<>());
    }
  }

  private record Run(Duration reconcile, Duration statefulSet, Duration processor) {}

  @Override
  public void measure(Table table) {
    var build = OperatorBuild.pack();
    try (var api = new BareApi()) {
      var variants =
          List.of(
              new Variant("jars", build), new Variant("ahead-of-time cache", trained(build, api)));
      variants.forEach(variant -> run(variant.build(), api));
      // In turn, so that a machine whose speed changes is as fair to one as to the other.
      for (int i = 0; i < RUNS; i++) {
        variants.forEach(variant -> variant.runs().add(run(variant.build(), api)));
      }
      variants.forEach(variant -> add(table, variant));
    }
    table.note(
        "Each run is a new process for a cluster that exists already. The processor time is that"
            + " of the whole process until the StatefulSet exists.");
  }

  private OperatorBuild trained(OperatorBuild build, BareApi api) {
    var cache = OperatorBuild.file("quorate.aot");
    run(build.with("-XX:AOTCacheOutput=" + cache), api);
    return build.with("-XX:AOTCache=" + cache);
  }

  private static void add(Table table, Variant variant) {
    table.add(
        "start → first reconcile, " + variant.name(),
        FIRST_RECONCILE,
        samples(variant, Run::reconcile));
    table.add("start → StatefulSet exists, " + variant.name(), samples(variant, Run::statefulSet));
    table.add("processor time for that, " + variant.name(), samples(variant, Run::processor));
  }

  private static Samples samples(Variant variant, Function<Run, Duration> part) {
    return Samples.millis(variant.runs().stream().map(part).toList());
  }

  private Run run(OperatorBuild build, BareApi api) {
    String namespace = "start-" + ++clusters;
    api.createCluster(namespace);
    var environment = api.environment(Map.of("QUORATE_NAMESPACES", namespace));
    try (var operator = build.start(environment, namespace)) {
      var began = api.time("a reconcile", BareApi.reconcile(namespace));
      var made = api.time("a StatefulSet", BareApi.statefulSet(namespace));
      var processor = operator.processorTime();
      api.time("a status", BareApi.status(namespace));
      operator.stop();
      return new Run(
          Duration.between(operator.started(), began),
          Duration.between(operator.started(), made),
          processor);
    }
  }
}
