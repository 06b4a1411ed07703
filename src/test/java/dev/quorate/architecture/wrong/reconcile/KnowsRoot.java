package dev.quorate.architecture.wrong.reconcile;

import dev.quorate.architecture.wrong.Root;

/** Package reconcile may not know that one. */
public final class KnowsRoot {
  static Object known() {
    return new Root();
  }
}
