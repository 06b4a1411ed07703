package dev.quorate.architecture.wrong.execute;

import dev.quorate.architecture.wrong.metrics.KnowsApi;

/** Package execute may not know that one. */
public final class KnowsMetrics {
  static Object known() {
    return new KnowsApi();
  }
}
