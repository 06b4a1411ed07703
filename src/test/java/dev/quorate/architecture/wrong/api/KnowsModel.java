package dev.quorate.architecture.wrong.api;

import dev.quorate.architecture.wrong.model.Changing;

/** Package api may not know that one. */
public final class KnowsModel {
  static Object known() {
    return new Changing();
  }
}
