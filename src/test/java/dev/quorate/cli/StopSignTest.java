package dev.quorate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What ends a run, and what is remembered of it. */
@Timeout(60)
class StopSignTest {
  private final StopSign stop = new StopSign();

  @Test
  void whoWaitsGoesOnWhenTheTimeHasCome() throws Exception {
    assertThat(stop.waitUntil(stop.nanos() - 1)).isTrue();
    assertThat(stop.waitUntil(stop.nanos() + TimeUnit.MILLISECONDS.toNanos(1))).isTrue();
  }

  @Test
  void nobodyWaitsOnceItIsRaised() throws Exception {
    stop.raise(List.of("trouble"));
    assertThat(stop.isRaised()).isTrue();
    assertThat(stop.waitUntil(stop.nanos() + TimeUnit.HOURS.toNanos(1))).isFalse();
  }

  @Test
  void theFirstReasonIsRemembered() {
    stop.raise(List.of("a connection was lost", "a member is away"));
    stop.raise(List.of("another connection was lost"));
    assertThat(stop.reasons()).containsExactly("a connection was lost", "a member is away");
  }

  @Test
  void anEndInTimeHasNoReason() {
    stop.end();
    assertThat(stop.isRaised()).isTrue();
    assertThat(stop.reasons()).isEmpty();
  }
}
