package dev.quorate.diagnosis;

import dev.quorate.zookeeper.MntrReport;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/** How much of the quota that is nearest to its limit is used (ZooKeeper's quota metrics)? */
final class QuotaUse {
  private QuotaUse() {}

  /** In percent, more than 100 where the limit is not enforced; 0 when there is no quota. */
  static double percent(MntrReport mntr) {
    return Stream.of("quota_count", "quota_bytes")
        .flatMap(kind -> shares(mntr, kind))
        .max(Comparator.naturalOrder())
        .orElse(0.0);
  }

  /** A limit of -1 is none. */
  private static Stream<Double> shares(MntrReport mntr, String kind) {
    Map<String, Double> used = mntr.each(kind + "_usage_per_namespace");
    return mntr.each(kind + "_limit_per_namespace").entrySet().stream()
        .filter(limit -> limit.getValue() > 0)
        .map(limit -> 100 * used.getOrDefault(limit.getKey(), 0.0) / limit.getValue());
  }
}
