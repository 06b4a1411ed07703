package dev.quorate.status;

import dev.quorate.api.ProblemStatus;
import dev.quorate.api.ZookeeperClusterStatus;
import dev.quorate.status.LeaderHistory.Election;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a status tells that is counted elsewhere.
 *
 * @param elections that the status before it did not tell of
 * @param problems rules that say that something is wrong
 */
public record News(List<Election> elections, SortedSet<String> problems) {

  /**
   * @param before null when there was none
   */
  public static News between(ZookeeperClusterStatus before, ZookeeperClusterStatus now) {
    return new News(
        LeaderHistory.elections(before, now),
        Snapshot.of(now).problems().stream()
            .map(ProblemStatus::rule)
            .collect(Collectors.toCollection(TreeSet::new)));
  }
}
