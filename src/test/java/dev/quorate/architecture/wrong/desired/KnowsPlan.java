package dev.quorate.architecture.wrong.desired;

import dev.quorate.architecture.wrong.plan.KnowsStatus;

/** Package desired may not know that one. */
public final class KnowsPlan {
  static Object known() {
    return new KnowsStatus();
  }
}
