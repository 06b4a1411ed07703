package dev.quorate.architecture.wrong.validation;

import dev.quorate.architecture.wrong.facts.KnowsDesired;

/** Package validation may not know that one. */
public final class KnowsFacts {
  static Object known() {
    return new KnowsDesired();
  }
}
