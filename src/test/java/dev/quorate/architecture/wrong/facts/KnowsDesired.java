package dev.quorate.architecture.wrong.facts;

import dev.quorate.architecture.wrong.desired.KnowsPlan;

/** Package facts may not know that one. */
public final class KnowsDesired {
  static Object known() {
    return new KnowsPlan();
  }
}
