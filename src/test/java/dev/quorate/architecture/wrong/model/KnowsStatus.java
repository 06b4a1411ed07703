package dev.quorate.architecture.wrong.model;

import dev.quorate.architecture.wrong.status.KnowsExecute;

/** Package model may not know that one. */
public final class KnowsStatus {
  static Object known() {
    return new KnowsExecute();
  }
}
