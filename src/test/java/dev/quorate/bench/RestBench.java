package dev.quorate.bench;

import java.time.Duration;

/** An operator with one cluster of three real members, while nothing happens. */
final class RestBench implements Benchmark {
  private static final Duration WATCHED = Duration.ofSeconds(60);

  @Override
  public void measure(Table table) throws Exception {
    var build = OperatorBuild.pack();
    try (var node = Node.start("rest");
        var operator = build.start(node.environment(), "rest-operator")) {
      node.apply("zk");
      node.awaitReady("zk");
      Until.holds("all synced", () -> node.synced("zk") == 3);
      var quiet = new Quiet(node.api().audit());
      quiet.await();
      quiet.measure(table, operator, WATCHED, 1);
      table.add(
          "resident memory", Budget.max(100, "MB"), Samples.of("MB", operator.residentMegabytes()));
      table.add("of that in no file", Samples.of("MB", operator.anonymousMegabytes()));
    }
    table.note("Watched for %d s.".formatted(WATCHED.toSeconds()));
  }
}
