package dev.quorate.architecture.wrong.status;

import dev.quorate.architecture.wrong.execute.KnowsMetrics;

/** Package status may not know that one. */
public final class KnowsExecute {
  static Object known() {
    return new KnowsMetrics();
  }
}
