package dev.quorate.dashboards;

import dev.quorate.metrics.JvmMeters;
import dev.quorate.metrics.Metric;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names of time series that a Prometheus server which scrapes everything would have. */
final class KnownMetrics {
  /** What real servers answered at {@code /metrics}, by version and role. */
  static final Path RECORDED = Path.of("src/test/resources/zookeeper/metrics");

  private KnownMetrics() {}

  /** The operator's own, those of its JVM included. */
  static Set<String> ofOperator() {
    var names = new TreeSet<String>();
    Arrays.stream(Metric.values()).flatMap(KnownMetrics::series).forEach(names::add);
    var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    JvmMeters.bindTo(registry);
    names.addAll(names(registry.scrape()));
    return names;
  }

  private static Stream<String> series(Metric metric) {
    return metric.type() == Metric.Type.HISTOGRAM
        ? Stream.of("_bucket", "_sum", "_count").map(end -> metric.family() + end)
        : Stream.of(metric.family());
  }

  /** Those of a member of that version, in whatever role. */
  static Set<String> ofMember(String version) {
    var names = new TreeSet<String>();
    for (String role : files(RECORDED.resolve(version))) {
      names.addAll(names(text(RECORDED.resolve(version).resolve(role))));
    }
    return names;
  }

  static List<String> versions() {
    return files(RECORDED);
  }

  /** Of the kubelet, by Kubernetes' reference of metrics. */
  static Set<String> ofKubelet() {
    return Set.of("kubelet_volume_stats_used_bytes", "kubelet_volume_stats_capacity_bytes");
  }

  private static Set<String> names(String exposition) {
    return exposition
        .lines()
        .filter(line -> !line.startsWith("#") && !line.isBlank())
        .map(line -> line.replaceAll("[{ ].*", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> files(Path folder) {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
