package dev.quorate.reconcile;

import dev.quorate.status.LeaderHistory.Election;
import dev.quorate.status.Pass;
import java.util.List;

/** Is told of every pass that came to its end; must not throw, and must not take long. */
@FunctionalInterface
public interface PassListener {
  /**
   * @param elections that the pass was the first to tell of
   */
  void passed(String namespace, String cluster, Pass pass, List<Election> elections);
}
