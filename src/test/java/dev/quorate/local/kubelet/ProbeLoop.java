package dev.quorate.local.kubelet;

import io.fabric8.kubernetes.api.model.Probe;
import java.time.Duration;

/**
 * Repeats one probe of one running container until it is closed, and reports when enough attempts
 * in a row have said the same.
 */
final class ProbeLoop implements AutoCloseable {
  private final Probe settings;
  private final ProbeCheck check;
  private final Listener listener;
  private final Thread thread;

  /** Told from the probe's own thread. */
  interface Listener {
    /** An attempt failed; {@code message} says how. */
    void failed(String message);

    /** As many attempts in a row as the probe's threshold asks for had this result. */
    void decided(boolean success);
  }

  ProbeLoop(String name, ProbeCheck check, Listener listener) {
    this.settings = check.probe();
    this.check = check;
    this.listener = listener;
    this.thread = Thread.ofVirtual().name(name).start(this::run);
  }

  private void run() {
    try {
      Thread.sleep(seconds(settings.getInitialDelaySeconds(), 0));
      int successes = 0;
      int failures = 0;
      while (!Thread.currentThread().isInterrupted()) {
        var answer = check.attempt(seconds(settings.getTimeoutSeconds(), 1));
        successes = answer.success() ? successes + 1 : 0;
        failures = answer.success() ? 0 : failures + 1;
        if (!answer.success()) {
          listener.failed(answer.message());
        }
        if (successes >= orElse(settings.getSuccessThreshold(), 1)) {
          listener.decided(true);
        } else if (failures >= orElse(settings.getFailureThreshold(), 3)) {
          listener.decided(false);
        }
        Thread.sleep(seconds(settings.getPeriodSeconds(), 10));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Duration seconds(Integer value, int unset) {
    return Duration.ofSeconds(orElse(value, unset));
  }

  private static int orElse(Integer value, int unset) {
    return value == null || (value == 0 && unset > 0) ? unset : value;
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
