package dev.quorate.metrics;

import dev.quorate.facts.ObservedState;
import dev.quorate.model.Names;
import dev.quorate.plan.Action;
import dev.quorate.plan.Outcomes;
import dev.quorate.plan.Plan;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The numbers of every cluster, as last recorded. They are put into words only when someone
 * scrapes, so a cluster that is gone, a member that left and a blocker that was resolved leave
 * nothing behind. May be used by any number of threads.
 */
public final class ClusterMeters implements MultiCollector {
  /** Series of one cluster. */
  private static final int MOST = 60;

  private record Cluster(String namespace, String name) {}

  private record Count(Metric metric, String detail) {}

  private record Numbers(List<Sample> seen, Set<String> problems, Map<Count, Long> counts) {
    static final Numbers NONE = new Numbers(List.of(), Set.of(), Map.of());

    Numbers afterLook(List<Sample> samples) {
      return new Numbers(samples, problems, counts);
    }

    Numbers diagnosed(Set<String> rules) {
      return new Numbers(seen, Set.copyOf(rules), counts);
    }

    /** All of them; members share what the ensemble as a whole leaves. */
    List<Sample> samples() {
      List<Sample> samples = new ArrayList<>();
      seen.stream().filter(s -> !s.isOfMember()).forEach(samples::add);
      problems.forEach(rule -> samples.add(new Sample(Metric.CLUSTER_PROBLEM, rule, 1)));
      counts.forEach((c, n) -> samples.add(new Sample(c.metric(), c.detail(), n)));
      int room = Math.max(0, MOST - samples.size()) / ClusterSamples.PER_MEMBER;
      seen.stream()
          .filter(Sample::isOfMember)
          .limit((long) room * ClusterSamples.PER_MEMBER)
          .forEach(samples::add);
      return samples;
    }

    Numbers after(Count one) {
      var more = new HashMap<>(counts);
      more.merge(one, 1L, Long::sum);
      return new Numbers(seen, problems, more);
    }
  }

  private final Map<Cluster, Numbers> clusters = new ConcurrentHashMap<>();
  private final ProbeMeters probe = new ProbeMeters();

  /** What the performance probe measures, where a cluster asks for it. */
  public ProbeMeters probe() {
    return probe;
  }

  /** Takes the numbers of one look at a cluster. */
  public void record(String namespace, String name, ObservedState state, Plan plan) {
    put(namespace, name, ClusterSamples.of(new Names(namespace, name, ""), state, plan));
  }

  /** Takes the numbers of a look at a cluster whose specification was refused. */
  public void refused(String namespace, String name, ObservedState state) {
    put(namespace, name, ClusterSamples.ofRefused(new Names(namespace, name, ""), state));
  }

  private void put(String namespace, String name, List<Sample> samples) {
    clusters.compute(
        new Cluster(namespace, name),
        (_, numbers) -> (numbers == null ? Numbers.NONE : numbers).afterLook(samples));
  }

  /** Counts what was done, as far as it can disturb a member. */
  public void executed(String namespace, String name, Outcomes outcomes) {
    outcomes.done().stream()
        .filter(Action::isDisruptive)
        .map(action -> action.getClass().getSimpleName())
        .forEach(action -> count(namespace, name, new Count(Metric.DISRUPTIVE_ACTIONS, action)));
  }

  /**
   * Counts an election.
   *
   * @param planned whether the operator took the leader away
   */
  public void elected(String namespace, String name, boolean planned) {
    count(namespace, name, new Count(Metric.CLUSTER_ELECTIONS, Boolean.toString(planned)));
  }

  /** Takes the rules that say that something is wrong. */
  public void diagnosed(String namespace, String name, Set<String> rules) {
    clusters.compute(
        new Cluster(namespace, name),
        (_, numbers) -> (numbers == null ? Numbers.NONE : numbers).diagnosed(rules));
  }

  private void count(String namespace, String name, Count one) {
    clusters.compute(
        new Cluster(namespace, name),
        (_, numbers) -> (numbers == null ? Numbers.NONE : numbers).after(one));
  }

  /** Drops everything about a cluster that is gone. */
  public void forget(String namespace, String name) {
    clusters.remove(new Cluster(namespace, name));
  }

  @Override
  public MetricSnapshots collect() {
    Map<Metric, List<Point>> points = new EnumMap<>(Metric.class);
    points.put(Metric.CLUSTERS, List.of(new Point(Labels.EMPTY, clusters.size())));
    clusters.forEach((cluster, numbers) -> {
      numbers.samples().forEach(s -> add(points, cluster, s));
    });
    return new MetricSnapshots(
        Stream.concat(
                points.entrySet().stream().map(e -> snapshot(e.getKey(), e.getValue())),
                probe.snapshots())
            .toList());
  }

  @Override
  public List<String> getPrometheusNames() {
    return Arrays.stream(Metric.values())
        .filter(m -> m == Metric.CLUSTERS || m.labels().contains("cluster"))
        .map(ClusterMeters::family)
        .toList();
  }

  private record Point(Labels labels, double value) {}

  private static void add(Map<Metric, List<Point>> points, Cluster cluster, Sample sample) {
    var labels = Labels.of("namespace", cluster.namespace(), "cluster", cluster.name());
    if (!sample.detail().isEmpty()) {
      labels = labels.add(sample.metric().labels().getLast(), sample.detail());
    }
    points
        .computeIfAbsent(sample.metric(), _ -> new ArrayList<>())
        .add(new Point(labels, sample.value()));
  }

  private static MetricSnapshot snapshot(Metric metric, List<Point> points) {
    if (metric.type() == Metric.Type.COUNTER) {
      var counter = CounterSnapshot.builder().name(family(metric)).help(metric.help());
      points.forEach(p -> counter.dataPoint(counterPoint(p)));
      return counter.build();
    }
    var gauge = GaugeSnapshot.builder().name(family(metric)).help(metric.help());
    points.forEach(p -> gauge.dataPoint(gaugePoint(p)));
    return gauge.build();
  }

  private static CounterDataPointSnapshot counterPoint(Point point) {
    return CounterDataPointSnapshot.builder().labels(point.labels()).value(point.value()).build();
  }

  private static GaugeDataPointSnapshot gaugePoint(Point point) {
    return GaugeDataPointSnapshot.builder().labels(point.labels()).value(point.value()).build();
  }

  /** Counters are named without the ending that the exposition adds. */
  static String family(Metric metric) {
    return metric.type() == Metric.Type.COUNTER ? metric.meter() : metric.family();
  }
}
