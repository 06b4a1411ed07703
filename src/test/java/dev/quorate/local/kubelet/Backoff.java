package dev.quorate.local.kubelet;

import java.time.Duration;

/**
 * How long to wait before the next restart: not at all, then doubling from a first wait to a cap.
 */
final class Backoff {
  private final Duration first;
  private final Duration cap;
  private final Duration reset;
  private Duration next = Duration.ZERO;

  Backoff(KubeletSettings settings) {
    this.first = settings.backOff();
    this.cap = settings.backOffCap();
    this.reset = settings.backOffReset();
  }

  /** The wait after a run that lasted so long. */
  Duration after(Duration ran) {
    var wait = ran.compareTo(reset) >= 0 ? Duration.ZERO : next;
    var doubled = wait.isZero() ? first : wait.multipliedBy(2);
    next = doubled.compareTo(cap) > 0 ? cap : doubled;
    return wait;
  }
}
