package dev.quorate.architecture.wrong.plan;

import dev.quorate.architecture.wrong.status.KnowsExecute;

/** Package plan may not know that one. */
public final class KnowsStatus {
  static Object known() {
    return new KnowsExecute();
  }
}
