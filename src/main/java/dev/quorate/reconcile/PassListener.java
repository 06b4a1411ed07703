package dev.quorate.reconcile;

import dev.quorate.status.News;
import dev.quorate.status.Pass;

/** Is told of every pass that came to its end; must not throw, and must not take long. */
@FunctionalInterface
public interface PassListener {
  /**
   * @param news that the status tells and the one before it did not
   */
  void passed(String namespace, String cluster, Pass pass, News news);
}
