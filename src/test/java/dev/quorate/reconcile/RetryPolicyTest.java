package dev.quorate.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

  @Test
  void retriesForEverAtGrowingIntervalsUpToThirtySeconds() {
    var execution = RetryPolicy.DEFAULT.retry().initExecution();
    List<Long> delays = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      delays.add(execution.nextDelay().orElseThrow());
      assertThat(execution.isLastAttempt()).isFalse();
    }
    assertThat(delays.subList(0, 9))
        .containsExactly(1000L, 1000L, 2000L, 4000L, 8000L, 16000L, 30000L, 30000L, 30000L);
    assertThat(delays).allMatch(delay -> delay <= 30_000);
  }
}
