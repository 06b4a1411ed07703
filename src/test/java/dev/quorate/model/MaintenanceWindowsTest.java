package dev.quorate.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When members may be disturbed for a change. */
class MaintenanceWindowsTest {
  private static final int HOUR = 3600;
  private static final String BERLIN = "Europe/Berlin";

  private static MaintenanceWindows windows(String schedule, int seconds, String zone) {
    return new MaintenanceWindows(List.of(window(schedule, seconds, zone)));
  }

  private static MaintenanceWindow window(String schedule, int seconds, String zone) {
    return new MaintenanceWindow(schedule, Duration.ofSeconds(seconds), ZoneId.of(zone));
  }

  private static Optional<Instant> next(MaintenanceWindows windows, String time) {
    return windows.nextOpening(Instant.parse(time)).map(ZonedDateTime::toInstant);
  }

  private static boolean isOpen(MaintenanceWindows windows, String time) {
    return windows.isOpen(Instant.parse(time));
  }

  @Test
  void withoutAnyItIsAlwaysOpen() {
    var none = new MaintenanceWindows(List.of());
    assertThat(isOpen(none, "2026-07-01T12:00:00Z")).isTrue();
    assertThat(next(none, "2026-07-01T12:00:00Z")).isEmpty();
  }

  @Test
  void opensOnTimeAndClosesAfterItsDuration() {
    var saturday = windows("0 2 * * 6", 2 * HOUR, "UTC");

    assertThat(isOpen(saturday, "2026-07-04T01:59:59.999Z")).isFalse();
    assertThat(isOpen(saturday, "2026-07-04T02:00:00Z")).isTrue();
    assertThat(isOpen(saturday, "2026-07-04T03:59:59.999Z")).isTrue();
    assertThat(isOpen(saturday, "2026-07-04T04:00:00Z")).isFalse();
    assertThat(isOpen(saturday, "2026-07-05T02:30:00Z")).isFalse();
    assertThat(next(saturday, "2026-07-01T12:00:00Z"))
        .contains(Instant.parse("2026-07-04T02:00:00Z"));
    assertThat(next(saturday, "2026-07-04T02:30:00Z"))
        .contains(Instant.parse("2026-07-11T02:00:00Z"));
  }

  @Test
  void lastsPastMidnightAndTheEndOfTheWeek() {
    var sunday = windows("30 23 * * 0", 2 * HOUR, "UTC");
    assertThat(isOpen(sunday, "2026-07-06T01:29:59Z")).isTrue();
    assertThat(isOpen(sunday, "2026-07-06T01:30:00Z")).isFalse();
  }

  @Test
  void isReadInItsZone() {
    var night = windows("0 2 * * *", HOUR, BERLIN);
    assertThat(isOpen(night, "2026-07-01T00:30:00Z")).isTrue();
    assertThat(isOpen(night, "2026-01-01T00:30:00Z")).isFalse();
    assertThat(isOpen(night, "2026-01-01T01:30:00Z")).isTrue();
  }

  /** On 2026-03-29 there is no half past two in Berlin; the clock goes from two to three. */
  @Test
  void doesNotOpenAtATimeThatTheClockSkips() {
    var night = windows("30 2 * * *", HOUR, BERLIN);

    assertThat(next(night, "2026-03-28T12:00:00Z")).contains(Instant.parse("2026-03-30T00:30:00Z"));
    for (String time :
        List.of("2026-03-29T00:30:00Z", "2026-03-29T01:00:00Z", "2026-03-29T01:30:00Z")) {
      assertThat(isOpen(night, time)).isFalse();
    }
  }

  /** On 2026-10-25 it is half past two twice, an hour apart. */
  @Test
  void opensTwiceAtATimeThatComesTwice() {
    var night = windows("30 2 * * *", HOUR / 2, BERLIN);

    assertThat(isOpen(night, "2026-10-25T00:45:00Z")).isTrue();
    assertThat(isOpen(night, "2026-10-25T01:15:00Z")).isFalse();
    assertThat(isOpen(night, "2026-10-25T01:45:00Z")).isTrue();
    assertThat(next(night, "2026-10-25T00:31:00Z")).contains(Instant.parse("2026-10-25T01:30:00Z"));
  }

  @Test
  void lastsAsLongAsItSaysWhenTheClockIsPutBack() {
    var night = windows("0 1 * * *", 2 * HOUR, BERLIN);
    assertThat(isOpen(night, "2026-10-24T23:00:00Z")).isTrue();
    assertThat(isOpen(night, "2026-10-25T00:59:59Z")).isTrue();
    assertThat(isOpen(night, "2026-10-25T01:00:00Z")).isFalse();
  }

  @Test
  void severalAreOpenWhenOneIs() {
    var both =
        new MaintenanceWindows(
            List.of(window("0 2 * * 6", HOUR, "UTC"), window("0 12 * * 3", HOUR, "UTC")));
    assertThat(isOpen(both, "2026-07-01T12:30:00Z")).isTrue();
    assertThat(isOpen(both, "2026-07-04T02:30:00Z")).isTrue();
    assertThat(isOpen(both, "2026-07-04T12:30:00Z")).isFalse();
    assertThat(next(both, "2026-07-02T00:00:00Z")).contains(Instant.parse("2026-07-04T02:00:00Z"));
  }

  @Test
  void aDayThatNeverComesNeverOpens() {
    var never = windows("0 2 30 2 *", HOUR, "UTC");
    assertThat(isOpen(never, "2026-03-01T02:30:00Z")).isFalse();
    assertThat(next(never, "2026-03-01T00:00:00Z")).isEmpty();
  }
}
