package dev.quorate.bench;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;

/** Waits for states, looking often enough for what is measured. */
final class Until {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration PERIOD = Duration.ofMillis(5);

  private Until() {}

  static void holds(String what, Callable<Boolean> condition) {
    await(what, PERIOD, condition);
  }

  /** For what takes many seconds and is dear to look at. */
  static void holdsAtLast(String what, Callable<Boolean> condition) {
    await(what, Duration.ofMillis(200), condition);
  }

  private static void await(String what, Duration period, Callable<Boolean> condition) {
    Awaitility.await(what)
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(period)
        .until(condition);
  }

  static <T> T isThere(String what, Callable<Optional<T>> source) {
    return Awaitility.await(what)
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(PERIOD)
        .until(source, Optional::isPresent)
        .orElseThrow();
  }
}
