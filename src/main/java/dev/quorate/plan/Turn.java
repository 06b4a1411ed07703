package dev.quorate.plan;

import java.util.List;

/**
 * Is it the cluster's turn? As many clusters as an operator is allowed to change at the same time
 * have one, so that a change that breaks something meets few of them.
 */
public sealed interface Turn {
  /** The cluster has one, or there is no limit. */
  record Mine() implements Turn {}

  /**
   * Others have them all.
   *
   * @param limit how many there are
   * @param holders who has one, by namespace and name
   * @param isNext whether the next one that is free is the cluster's
   */
  record Awaited(int limit, List<String> holders, boolean isNext) implements Turn {
    public Awaited {
      holders = List.copyOf(holders);
    }
  }

  static Turn mine() {
    return new Mine();
  }
}
