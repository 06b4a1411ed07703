package dev.quorate.architecture.wrong.observe;

import dev.quorate.architecture.wrong.plan.KnowsStatus;

/** Package observe may not know that one. */
public final class KnowsPlan {
  static Object known() {
    return new KnowsStatus();
  }
}
