package dev.quorate.zookeeper;

import java.time.Duration;

/** A point on the monotonic clock by which something has to be done. */
final class Deadline {
  private final long start = System.nanoTime();
  private final Duration length;

  private Deadline(Duration length) {
    this.length = length;
  }

  static Deadline in(Duration length) {
    return new Deadline(length);
  }

  /** What is left, at least one millisecond: for a socket, zero would mean for ever. */
  int millisLeft() {
    return Math.clamp(length.toMillis() - millisPassed(), 1, Integer.MAX_VALUE);
  }

  /** What is left, and no more than a limit of its own. */
  int millisLeft(Duration limit) {
    return Math.clamp(limit.toMillis(), 1, millisLeft());
  }

  boolean hasPassed() {
    return millisPassed() >= length.toMillis();
  }

  long millisPassed() {
    return (System.nanoTime() - start) / 1_000_000;
  }
}
