package dev.quorate.cli;

/** Time as those see it who send requests. */
interface Pace {
  long nanos();

  /**
   * Waits until then, if it is not yet past.
   *
   * @return whether to go on
   */
  boolean waitUntil(long nanos) throws InterruptedException;
}
