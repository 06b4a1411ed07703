package dev.quorate.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quorate.apiserver.AuditLog.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * What the operator asks of a real API server while nothing happens, by the audit log. Ten minutes
 * of twenty ensembles:
 *
 * <pre>
 * ./mvnw -Papiserver verify -Dit.test=AtRestApiServerIT -Dquorate.rest.seconds=600 -Dquorate.rest.ensembles=20
 * </pre>
 */
class AtRestApiServerIT {
  private static final Duration REST =
      Duration.ofSeconds(Integer.getInteger("quorate.rest.seconds", 30));
  private static final int ENSEMBLES = Integer.getInteger("quorate.rest.ensembles", 1);
  private static final Duration QUIET = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @Test
  void thereIsNothingButWatchesAndTheLease(TestReporter reporter) {
    try (var cluster = RealCluster.start()) {
      cluster.startOperator();
      start(cluster);
      await()
          .atMost(PATIENCE)
          .until(() -> others(cluster, Instant.now().minus(QUIET)).findAny().isEmpty());
      var begin = Instant.now();

      await()
          .during(REST)
          .atMost(REST.plus(PATIENCE))
          .until(() -> others(cluster, begin).findAny().isEmpty());

      var counts = new TreeMap<>(counts(cluster, begin));
      reporter.publishEntry("%d ensembles, %s".formatted(ENSEMBLES, REST), counts.toString());
      assertThat(counts).containsKey("update leases");
    }
  }

  private static void start(RealCluster cluster) {
    List<RealEnsemble> ensembles =
        IntStream.range(0, ENSEMBLES).mapToObj(i -> new RealEnsemble(cluster, "zk" + i)).toList();
    for (var ensemble : ensembles) {
      ensemble.apply(1, "");
      ensemble.awaitReady();
      ensemble.awaitExamined();
    }
  }

  private static Stream<Request> since(RealCluster cluster, Instant moment) {
    return cluster.operatorRequests().stream().filter(r -> r.time().isAfter(moment));
  }

  private static Stream<Request> others(RealCluster cluster, Instant moment) {
    return since(cluster, moment)
        .filter(r -> !r.verb().equals("watch") && !r.resource().equals("leases"));
  }

  private static Map<String, Long> counts(RealCluster cluster, Instant moment) {
    Function<Request, String> what = r -> r.verb() + " " + r.resource();
    return since(cluster, moment).collect(Collectors.groupingBy(what, Collectors.counting()));
  }
}
