package dev.quorate.leadership;

import java.time.Duration;

/**
 * What a replica promises and expects.
 *
 * @param identity of this replica; unique, or that of a process that has surely ended
 * @param duration after which another replica takes over from a silent holder
 * @param renewDeadline after which a holder that cannot renew stops acting; shorter than the
 *     duration, so that it has stopped before another one begins
 * @param retryPeriod between two renewals, or two looks at another's lease
 */
public record LeaseTerms(
    String identity, Duration duration, Duration renewDeadline, Duration retryPeriod) {

  /** How long one request may take, so that a holder notices in time that it cannot renew. */
  public Duration requestTimeout() {
    return duration.minus(renewDeadline);
  }
}
