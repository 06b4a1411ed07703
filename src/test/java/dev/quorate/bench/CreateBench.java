package dev.quorate.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * From the answer to the user who makes a cluster to the answer that makes its StatefulSet exist,
 * both by the API server's clock.
 */
final class CreateBench implements Benchmark {
  private static final int OPERATORS = 5;
  private static final int CLUSTERS = 4;
  private static final Budget STATEFUL_SET = Budget.median(150, "ms");

  private int clusters;

  private record Made(Duration statefulSet, Duration status) {}

  @Override
  public void measure(Table table) {
    List<Made> first = new ArrayList<>();
    List<Made> later = new ArrayList<>();
    var build = OperatorBuild.pack();
    for (int i = 0; i < OPERATORS; i++) {
      try (var api = new BareApi();
          var _ = build.start(api.environment(Map.of()), "create-operator-" + i)) {
        awaitRest(api);
        first.add(create(api));
        for (int j = 0; j < CLUSTERS; j++) {
          later.add(create(api));
        }
      }
    }
    add(table, "first of an operator", first);
    add(table, "each later one", later);
  }

  private static void add(Table table, String which, List<Made> made) {
    table.add(
        "cluster → StatefulSet, " + which,
        STATEFUL_SET,
        Samples.millis(made.stream().map(Made::statefulSet).toList()));
    table.add(
        "cluster → first status, " + which,
        Samples.millis(made.stream().map(Made::status).toList()));
  }

  /** The operator has been ready for a while when it has renewed its lease once. */
  private static void awaitRest(BareApi api) {
    Until.holds(
        "a renewal of the lease",
        () ->
            api.operatorRequests().stream()
                    .filter(e -> e.wrote() && e.request().resource().equals("leases"))
                    .count()
                >= 2);
  }

  private Made create(BareApi api) {
    String namespace = "create-" + ++clusters;
    api.createCluster(namespace);
    var created = api.time("the cluster", BareApi.cluster(namespace));
    var statefulSet = api.time("a StatefulSet", BareApi.statefulSet(namespace));
    var status = api.time("a status", BareApi.status(namespace));
    return new Made(Duration.between(created, statefulSet), Duration.between(created, status));
  }
}
