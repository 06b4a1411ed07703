package dev.quorate.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * An operator with many clusters at rest. The operator makes their objects itself; pods are objects
 * only, and behind each pod's address something says word for word what real servers have said.
 */
final class FleetBench implements Benchmark {
  private static final int CLUSTERS = Integer.getInteger("quorate.bench.fleet", 1000);
  private static final Duration WATCHED = Duration.ofSeconds(60);

  @Override
  public void measure(Table table) throws Exception {
    // As much as the chart gives it: 60 % of 384 MiB.
    var build = OperatorBuild.pack().with("-Xmx230m");
    try (var api = new BareApi();
        var fleet = new Fleet(api.client());
        var operator = build.start(api.environment(Map.of()), "fleet-operator")) {
      var before = Instant.now();
      fleet.grow(CLUSTERS, api.audit()::clear);
      var quiet = new Quiet(api.audit());
      quiet.await();
      table.note(
          "%d clusters of three, %d of them Ready; made and at rest after %d s; watched for %d s."
              .formatted(
                  CLUSTERS,
                  fleet.ready(),
                  Duration.between(before, Instant.now()).toSeconds(),
                  WATCHED.toSeconds()));
      quiet.measure(table, operator, WATCHED, CLUSTERS);
      table.add(
          "resident memory", Budget.max(350, "MB"), Samples.of("MB", operator.residentMegabytes()));
      table.add("of that in no file", Samples.of("MB", operator.anonymousMegabytes()));
    }
  }
}
