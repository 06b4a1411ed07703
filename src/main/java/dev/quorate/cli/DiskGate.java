package dev.quorate.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Does what a run writes fit on the members' volumes? Transaction logs are kept until they are
 * purged, which is hours later.
 */
final class DiskGate {
  /** A member reserves that much of its log at once in any case (preAllocSize). */
  static final long UNNOTICED = 64L << 20;

  private static final double ENOUGH = 0.75;

  private DiskGate() {}

  /** Why not, per member; empty when it does. */
  static List<String> reasons(ClusterFacts facts, Workload workload) {
    return workload.written() <= UNNOTICED
        ? List.of()
        : facts.memberNames().stream().flatMap(name -> member(facts, name, workload)).toList();
  }

  private static Stream<String> member(ClusterFacts facts, String name, Workload workload) {
    var sizes = facts.volumes().getOrDefault(name, VolumeSizes.UNKNOWN);
    return facts
        .liveMember(name)
        .flatMap(live -> DiskUse.of(live, sizes))
        .filter(use -> use.size().isPresent())
        .map(use -> compare(name, use, workload))
        .orElseGet(() -> Optional.of("how full the volumes of %s are is not known".formatted(name)))
        .map(why ->
            "%s, and %s may come into its log: write --rate %d"
                .formatted(
                    why, Amounts.bytes((double) workload.written()), workload.rateFor(UNNOTICED)))
        .stream();
  }

  private static Optional<String> compare(String name, DiskUse use, Workload workload) {
    boolean isFine = use.used() + workload.written() <= ENOUGH * use.size().orElseThrow();
    return isFine ? Optional.empty() : Optional.of("%s uses %s".formatted(name, use.text()));
  }
}
