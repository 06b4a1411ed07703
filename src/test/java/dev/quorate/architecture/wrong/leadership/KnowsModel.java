package dev.quorate.architecture.wrong.leadership;

import dev.quorate.architecture.wrong.model.Changing;

/** Package leadership may not know that one. */
public final class KnowsModel {
  static Object known() {
    return new Changing();
  }
}
