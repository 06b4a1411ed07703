package dev.quorate.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a sender waits before the next attempt. */
class PauseTest {
  private static final Instant NOON = Instant.parse("2026-07-01T12:00:00Z");

  private static Backoff backoff(double random) {
    return new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1), () -> random);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "3, 4", "6, 32", "7, 60", "8, 60", "100, 60"})
  void doublesUpToAMinute(int attempt, long seconds) {
    assertThat(backoff(1).after(attempt)).isEqualTo(Duration.ofSeconds(seconds));
    assertThat(backoff(0).after(attempt)).isEqualTo(Duration.ofSeconds(seconds).dividedBy(2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0                             | 0
          7                             | 7
          300                           | 300
          301                           | 300
          999999999                     | 300
          Wed, 01 Jul 2026 12:00:30 GMT | 30
          Wed, 01 Jul 2026 13:00:00 GMT | 300
          Wed, 01 Jul 2026 11:00:00 GMT | 0
          """)
  void heedsTheReceiverWithinFiveMinutes(String header, long seconds) {
    assertThat(RetryAfter.of(headers(header), NOON)).contains(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @CsvSource({"soon", "-1", "1.5", "99999999999"})
  void heedsNothingThatMakesNoSense(String header) {
    assertThat(RetryAfter.of(headers(header), NOON)).isEmpty();
  }

  @Test
  void heedsNothingWhenNothingIsSaid() {
    assertThat(RetryAfter.of(HttpHeaders.of(Map.of(), (_, _) -> true), NOON)).isEmpty();
  }

  private static HttpHeaders headers(String retryAfter) {
    return HttpHeaders.of(Map.of("Retry-After", List.of(retryAfter)), (_, _) -> true);
  }
}
