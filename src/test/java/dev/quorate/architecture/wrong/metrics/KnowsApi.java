package dev.quorate.architecture.wrong.metrics;

import dev.quorate.architecture.wrong.api.KnowsModel;

/** Package metrics may not know that one. */
public final class KnowsApi {
  static Object known() {
    return new KnowsModel();
  }
}
