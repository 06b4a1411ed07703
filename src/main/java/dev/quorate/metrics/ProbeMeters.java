package dev.quorate.metrics;

import dev.quorate.model.ProbeRound;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What the performance probe has measured through each member, since its first round there. A
 * member that is no longer probed leaves nothing behind. May be used by any number of threads.
 */
public final class ProbeMeters {
  /** Seconds; from a round trip on a fast disk to what the clients' own timeouts are about. */
  private static final List<Double> BOUNDS =
      List.of(0.001, 0.002, 0.005, 0.01, 0.025, 0.1, 0.5, 2.0, Double.POSITIVE_INFINITY);

  private final Map<Member, Numbers> members = new ConcurrentHashMap<>();

  /**
   * A member that is probed.
   *
   * @param name of its pod
   */
  public record Member(String namespace, String cluster, String name) {
    private Labels labels() {
      return Labels.of("namespace", namespace, "cluster", cluster, "member", name);
    }
  }

  private record Times(double sum, List<Long> counts) {
    static final Times NONE = new Times(0, Collections.nCopies(BOUNDS.size(), 0L));

    Times and(Duration time) {
      double second = time.toNanos() / 1e9;
      int bucket = 0;
      while (second > BOUNDS.get(bucket)) {
        bucket++;
      }
      List<Long> more = new ArrayList<>(counts);
      more.set(bucket, counts.get(bucket) + 1);
      return new Times(sum + second, more);
    }

    HistogramDataPointSnapshot point(Labels labels) {
      return HistogramDataPointSnapshot.builder()
          .labels(labels)
          .classicHistogramBuckets(ClassicHistogramBuckets.of(BOUNDS, counts))
          .sum(sum)
          .build();
    }
  }

  private record Numbers(long passed, long failed, Times write, Times read, Times watch) {
    static final Numbers NONE = new Numbers(0, 0, Times.NONE, Times.NONE, Times.NONE);

    Numbers after(ProbeRound round) {
      return switch (round) {
        case ProbeRound.Passed(var create, var reading, var delete, var watching) ->
            new Numbers(
                passed + 1,
                failed,
                write.and(create).and(delete),
                read.and(reading),
                watch.and(watching));
        case ProbeRound.Failed _ -> new Numbers(passed, failed + 1, write, read, watch);
        case ProbeRound.Abandoned _ -> this;
      };
    }
  }

  /** A member is probed from now on: its counts begin at 0, so that the first failure is one. */
  public void begin(Member member) {
    members.putIfAbsent(member, Numbers.NONE);
  }

  /** Takes a round, if the member is still probed. */
  public void count(Member member, ProbeRound round) {
    members.computeIfPresent(member, (_, numbers) -> numbers.after(round));
  }

  /** Drops everything about a member that is no longer probed. */
  public void forget(Member member) {
    members.remove(member);
  }

  /** Nothing while nobody is probed. */
  Stream<MetricSnapshot> snapshots() {
    var now = Map.copyOf(members);
    if (now.isEmpty()) {
      return Stream.empty();
    }
    var seconds = HistogramSnapshot.builder().name(ClusterMeters.family(Metric.PROBE_SECONDS));
    var rounds = CounterSnapshot.builder().name(ClusterMeters.family(Metric.PROBE_ROUNDS));
    now.forEach((member, numbers) -> {
      var labels = member.labels();
      seconds.dataPoint(numbers.write().point(labels.add("operation", "write")));
      seconds.dataPoint(numbers.read().point(labels.add("operation", "read")));
      seconds.dataPoint(numbers.watch().point(labels.add("operation", "watch")));
      rounds.dataPoint(point(labels.add("outcome", "passed"), numbers.passed()));
      rounds.dataPoint(point(labels.add("outcome", "failed"), numbers.failed()));
    });
    return Stream.of(
        seconds.help(Metric.PROBE_SECONDS.help()).build(),
        rounds.help(Metric.PROBE_ROUNDS.help()).build());
  }

  private static CounterDataPointSnapshot point(Labels labels, long count) {
    return CounterDataPointSnapshot.builder().labels(labels).value((double) count).build();
  }
}
