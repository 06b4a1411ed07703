package dev.quorate.architecture.wrong.zookeeper;

import dev.quorate.architecture.wrong.observe.KnowsPlan;

/** Package zookeeper may not know that one. */
public final class KnowsObserve {
  static Object known() {
    return new KnowsPlan();
  }
}
