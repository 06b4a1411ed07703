package dev.quorate.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;

/**
 * What watching costs: an operator with everything on against one with everything off, in turn, and
 * the writes of a client beside the performance probe against those without it. Members are real.
 */
final class OverheadBench implements Benchmark {
  private static final int TIMES = Integer.getInteger("quorate.bench.overhead", 3);
  private static final int PAIRS = 3 * TIMES;
  private static final int MANY = 20;
  private static final Duration WATCHED = Duration.ofSeconds(60);
  private static final Duration SCRAPED_EVERY = Duration.ofSeconds(15);
  private static final Duration WRITES = Duration.ofSeconds(15);
  private static final String ROUNDS_OF_THE_PROBE = "quorate_probe_rounds_total{";

  private final HttpClient http = HttpClient.newHttpClient();

  /** What is watched. */
  private enum Watching {
    OFF,
    ON;

    private Map<String, String> environment() {
      return this == ON
          ? Map.of()
          : Map.of("QUORATE_DIAGNOSIS_INTERVAL", "5m", "QUORATE_MEMBER_LOGS", "false");
    }

    String of(int clusters) {
      return "everything %s, %d cluster%s"
          .formatted(this == ON ? "on" : "off", clusters, clusters == 1 ? "" : "s");
    }
  }

  @Override
  public void measure(Table table) throws Exception {
    var build = OperatorBuild.pack();
    for (int clusters : List.of(1, MANY)) {
      try (var node = Node.start("overhead-" + clusters)) {
        costs(table, build, node, clusters);
        if (clusters == 1) {
          latencies(table, build, node);
        }
      }
    }
    table.note(
        "On: members asked every 15 s, logs of members with a problem, the performance probe through each member every 10 s, and scraped every %d s. Off: asked every 5 min, no logs, no probe, not scraped. In turn, each a new process, watched for %d s."
            .formatted(SCRAPED_EVERY.toSeconds(), WATCHED.toSeconds()));
    table.note(
        "Ratios are of one pair each, with the probe to without, %d s of writes one after the other."
            .formatted(WRITES.toSeconds()));
  }

  private void costs(Table table, OperatorBuild build, Node node, int clusters) throws Exception {
    Map<Watching, List<Quiet.Cost>> costs = new EnumMap<>(Watching.class);
    for (int i = 0; i < TIMES; i++) {
      for (var watching : Watching.values()) {
        costs
            .computeIfAbsent(watching, _ -> new ArrayList<>())
            .add(cost(build, node, clusters, watching));
      }
    }
    costs.forEach((watching, all) -> {
      var what = watching.of(clusters);
      table.add(
          "share of a processor, " + what,
          new Samples("%", all.stream().map(Quiet.Cost::processor).toList()));
      table.add(
          "API writes a minute, " + what,
          new Samples("", all.stream().map(Quiet.Cost::writes).toList()));
      table.add(
          "API reads a minute, " + what,
          new Samples("", all.stream().map(Quiet.Cost::reads).toList()));
    });
  }

  private Quiet.Cost cost(OperatorBuild build, Node node, int clusters, Watching watching)
      throws Exception {
    var metrics = metrics();
    try (var operator = start(build, node, metrics, watching);
        var scrapes = Executors.newSingleThreadScheduledExecutor()) {
      var names = IntStream.range(0, clusters).mapToObj(i -> "zk-" + i).toList();
      for (var name : names) {
        node.apply(QuickStart.named(name, watching == Watching.ON));
        Until.holdsAtLast(name + " is Ready", () -> node.condition(name, "Ready").equals("True"));
      }
      var quiet = new Quiet(node.api().audit());
      quiet.await();
      if (watching == Watching.ON) {
        scrape(scrapes, metrics);
      }
      try {
        return quiet.watch(operator, WATCHED);
      } finally {
        scrapes.shutdownNow();
      }
    }
  }

  private void scrape(ScheduledExecutorService scrapes, URI metrics) {
    var _ =
        scrapes.scheduleAtFixedRate(
            () -> text(metrics), 0, SCRAPED_EVERY.toSeconds(), TimeUnit.SECONDS);
  }

  private static URI metrics() throws IOException {
    try (var free = new ServerSocket(0)) {
      return URI.create("http://127.0.0.1:%d/metrics".formatted(free.getLocalPort()));
    }
  }

  private static MeasuredProcess start(
      OperatorBuild build, Node node, URI metrics, Watching watching) {
    Map<String, String> environment = new HashMap<>(node.environment());
    environment.put("QUORATE_HTTP_PORT", Integer.toString(metrics.getPort()));
    environment.putAll(watching.environment());
    return build.start(environment, "overhead-operator");
  }

  private String text(URI metrics) {
    try {
      return http.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString()).body();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return "";
    } catch (IOException _) {
      return ""; // It does not listen yet.
    }
  }

  private void latencies(Table table, OperatorBuild build, Node node) throws Exception {
    List<Double> medians = new ArrayList<>();
    List<Double> slowest = new ArrayList<>();
    var metrics = metrics();
    try (var _ = start(build, node, metrics, Watching.ON)) {
      var servers = String.join(":2181,", node.addresses("zk-0").values()) + ":2181";
      var client = new ZooKeeper(servers, 10_000, _ -> {});
      try {
        client.create("/bench", new byte[0], ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
        for (int i = 0; i < PAIRS; i++) {
          var without = writes(client, node, metrics, false);
          var with = writes(client, node, metrics, true);
          medians.add(with.median() / without.median());
          slowest.add(with.p99() / without.p99());
        }
      } finally {
        client.close();
      }
    }
    table.add("median write, with the probe to without", new Samples("", medians));
    table.add("p99 write, with the probe to without", new Samples("", slowest));
  }

  private Samples writes(ZooKeeper client, Node node, URI metrics, boolean probed)
      throws KeeperException, InterruptedException {
    node.apply(QuickStart.named("zk-0", probed));
    Until.holdsAtLast(
        "the probe is " + probed, () -> text(metrics).contains(ROUNDS_OF_THE_PROBE) == probed);
    List<Duration> times = new ArrayList<>();
    long end = System.nanoTime() + WRITES.toNanos();
    while (System.nanoTime() < end) {
      long before = System.nanoTime();
      client.setData("/bench", new byte[100], -1);
      times.add(Duration.ofNanos(System.nanoTime() - before));
    }
    return Samples.millis(times);
  }
}
