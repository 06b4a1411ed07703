package dev.quorate.cli;

import dev.quorate.api.Condition;
import dev.quorate.api.ProblemStatus;
import dev.quorate.api.QuorumStatus;
import dev.quorate.api.ZookeeperCluster;
import dev.quorate.api.ZookeeperClusterStatus;
import dev.quorate.status.ConditionType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Many clusters, one line each. */
final class ClusterList {
  private static final String NOTHING = "-";

  private ClusterList() {}

  /**
   * The lines.
   *
   * @param everywhere whether they are of several namespaces
   */
  static List<String> of(
      List<ZookeeperCluster> clusters, boolean everywhere, Instant now, Ink ink) {
    List<String> header =
        new ArrayList<>(
            List.of("NAME", "READY", "LEADER", "VERSION", "QUORUM", "STATUS", "PROBLEM", "AGE"));
    if (everywhere) {
      header.addFirst("NAMESPACE");
    }
    var table = new Table(header.toArray(String[]::new));
    clusters.stream()
        .sorted(
            Comparator.comparing((ZookeeperCluster c) -> c.getMetadata().getNamespace())
                .thenComparing(c -> c.getMetadata().getName()))
        .forEach(c -> table.row(row(c, everywhere, now)));
    return table.lines(ink);
  }

  private static List<Cell> row(ZookeeperCluster cluster, boolean everywhere, Instant now) {
    var status = Optional.ofNullable(cluster.getStatus());
    var quorum = status.map(ZookeeperClusterStatus::quorum);
    List<Cell> cells = new ArrayList<>();
    if (everywhere) {
      cells.add(Cell.of(cluster.getMetadata().getNamespace()));
    }
    cells.add(Cell.of(cluster.getMetadata().getName()));
    cells.add(text(status.map(ZookeeperClusterStatus::ready)));
    cells.add(text(quorum.map(QuorumStatus::leader)));
    cells.add(text(status.map(ZookeeperClusterStatus::version)));
    cells.add(text(quorum.map(QuorumStatus::summary)));
    cells.add(
        ready(status)
            .map(c -> Cell.of(ConditionTone.of(c), c.reason()))
            .orElse(Cell.of(Tone.WARNING, "no status")));
    cells.add(problem(status));
    cells.add(Cell.of(Amounts.since(cluster.getMetadata().getCreationTimestamp(), now)));
    return cells;
  }

  private static Cell text(Optional<String> text) {
    return Cell.of(text.orElse(NOTHING));
  }

  private static Optional<Condition> ready(Optional<ZookeeperClusterStatus> status) {
    return status
        .map(ZookeeperClusterStatus::conditions)
        .flatMap(all ->
            all.stream().filter(c -> ConditionType.READY.text().equals(c.type())).findFirst());
  }

  /** The cause of what is wrong, and how much more there is. */
  private static Cell problem(Optional<ZookeeperClusterStatus> status) {
    List<ProblemStatus> serious =
        status.map(ZookeeperClusterStatus::problems).orElse(List.of()).stream()
            .filter(LevelTone::isSerious)
            .toList();
    if (serious.isEmpty()) {
      return Cell.of(NOTHING);
    }
    var first = serious.getFirst();
    String about = first.member() == null ? "" : " " + first.member();
    String more = serious.size() == 1 ? "" : " +" + (serious.size() - 1);
    return Cell.of(LevelTone.of(first), Objects.toString(first.rule(), "?") + about + more);
  }
}
