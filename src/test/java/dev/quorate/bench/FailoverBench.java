package dev.quorate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Two operators, one of which acts. From the signal that ends it to the first thing that the other
 * one puts right: a Service that was deleted when the first one was gone.
 */
final class FailoverBench implements Benchmark {
  private static final String NAMESPACE = "failover";
  private static final String SERVICE = "zk-client";
  private static final int TERMINATIONS = 10;
  private static final int KILLS = 2;

  private int operators;

  @Override
  public void measure(Table table) throws Exception {
    var build = OperatorBuild.pack();
    try (var api = new BareApi()) {
      api.createCluster(NAMESPACE);
      var acting = start(build, api);
      api.time("a status", BareApi.status(NAMESPACE));
      List<Duration> terminated = new ArrayList<>();
      List<Duration> killed = new ArrayList<>();
      for (int i = 0; i < TERMINATIONS + KILLS; i++) {
        var other = start(build, api);
        awaitStandingBy(operators);
        boolean politely = i < TERMINATIONS;
        (politely ? terminated : killed).add(failOver(api, acting, politely));
        acting = other;
      }
      acting.close();
      table.add("SIGTERM → the other acts", Budget.max(3500, "ms"), Samples.millis(terminated));
      table.add("SIGKILL → the other acts", Budget.max(18_000, "ms"), Samples.millis(killed));
      table.note("With the settings that ship: the lease lasts 15 s.");
    }
  }

  private MeasuredProcess start(OperatorBuild build, BareApi api) {
    String name = "failover-" + ++operators;
    return build.start(api.environment(Map.of("POD_NAME", name)), name);
  }

  private static void awaitStandingBy(int number) {
    var log = OperatorBuild.file("failover-%d.log".formatted(number));
    Until.holds(
        "the other stands by",
        () -> {
          var text = read(log);
          return text.contains("reason=StandingBy") && text.contains("reason=Started");
        });
  }

  private static String read(java.nio.file.Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static Duration failOver(BareApi api, MeasuredProcess acting, boolean politely) {
    var before = Instant.now();
    if (politely) {
      acting.stop();
    } else {
      acting.close();
    }
    api.client().services().inNamespace(NAMESPACE).withName(SERVICE).delete();
    var repaired =
        api.time(
            "the Service is back",
            e ->
                e.time().isAfter(before)
                    && e.wrote()
                    && e.agent().equals("quorate")
                    && e.request().name().equals(SERVICE));
    return Duration.between(before, repaired);
  }
}
