package dev.quorate.reconcile;

import java.time.Duration;
import java.util.Set;

/**
 * Pace of the control loop.
 *
 * @param namespaces to look after; empty means all
 * @param workers reconciles that run at the same time, at most
 * @param resync how often a cluster at rest is looked at
 * @param shutdownTimeout how long running reconciles may finish when the loop stops
 */
public record LoopSettings(
    Set<String> namespaces, int workers, Duration resync, Duration shutdownTimeout) {
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(1);

  public LoopSettings {
    namespaces = Set.copyOf(namespaces);
  }

  /** After how long without a look a cluster counts as forgotten (O20). */
  Duration forgottenAfter() {
    return longer(LONGEST_SILENCE, resync.multipliedBy(2));
  }

  /** When a cluster is looked at although its last reconcile asked for nothing. */
  Duration longestInterval() {
    return longer(LONGEST_SILENCE.dividedBy(2), resync);
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }
}
