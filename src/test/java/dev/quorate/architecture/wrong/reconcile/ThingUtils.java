package dev.quorate.architecture.wrong.reconcile;

/** A drawer. */
public final class ThingUtils {
  static int one() {
    return 1;
  }
}
