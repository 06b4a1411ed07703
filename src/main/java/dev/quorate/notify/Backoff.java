package dev.quorate.notify;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next attempt: twice as long each time, and never exactly, so that
 * many senders do not come back together.
 *
 * @param random from 0 to 1
 */
record Backoff(Duration first, Duration longest, DoubleSupplier random) {
  private static final int MOST_DOUBLINGS = 20;

  /** Between half of the wait and all of it. */
  Duration after(int attempt) {
    var doubled = first.multipliedBy(1L << Math.min(attempt - 1, MOST_DOUBLINGS));
    var wait = doubled.compareTo(longest) > 0 ? longest : doubled;
    return Duration.ofNanos((long) (wait.toNanos() * (0.5 + random.getAsDouble() / 2)));
  }
}
