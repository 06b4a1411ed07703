package dev.quorate.reconcile;

import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import io.javaoperatorsdk.operator.processing.retry.Retry;
import java.time.Duration;

/**
 * When a reconcile that ended with an exception is tried again: for ever, at growing intervals up
 * to a cap. The framework's default gives up after five attempts.
 */
record RetryPolicy(Duration first, Duration longest) {
  static final RetryPolicy DEFAULT = new RetryPolicy(Duration.ofSeconds(1), Duration.ofSeconds(30));

  Retry retry() {
    return new GenericRetry()
        .withoutMaxAttempts()
        .setInitialInterval(first)
        .setIntervalMultiplier(2)
        .setMaxInterval(longest.toMillis());
  }
}
