package dev.quorate.architecture.wrong.plan;

/** A decision that depends on how long it took. */
public final class MeasuresTime {
  static long decide() {
    return System.nanoTime();
  }
}
