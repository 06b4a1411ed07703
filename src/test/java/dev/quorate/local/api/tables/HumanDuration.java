package dev.quorate.local.api.tables;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** Ages as kubectl prints them: two digits' worth of precision, {@code 3m20s}, {@code 5d2h}. */
final class HumanDuration {
  private static final int MINUTE = 60;
  private static final int HOUR = 60 * MINUTE;
  private static final int DAY = 24 * HOUR;
  private static final int YEAR = 365 * DAY;

  private HumanDuration() {}

  /** How long ago a timestamp was; {@code <unknown>} when there is none. */
  static String since(String timestamp) {
    if (timestamp.isEmpty()) {
      return "<unknown>";
    }
    try {
      return of(Duration.between(Instant.parse(timestamp), Instant.now()));
    } catch (DateTimeParseException e) {
      return "<invalid>";
    }
  }

  static String of(Duration duration) {
    long s = duration.toSeconds();
    if (s < -1) {
      return "<invalid>";
    } else if (s < 2 * MINUTE) {
      return Math.max(0, s) + "s";
    } else if (s < 10 * MINUTE) {
      return two(s / MINUTE, "m", s % MINUTE, "s");
    } else if (s < 3 * HOUR) {
      return s / MINUTE + "m";
    } else if (s < 8 * HOUR) {
      return two(s / HOUR, "h", s % HOUR / MINUTE, "m");
    } else if (s < 2 * DAY) {
      return s / HOUR + "h";
    } else if (s < 8 * DAY) {
      return two(s / DAY, "d", s % DAY / HOUR, "h");
    } else if (s < 2 * YEAR) {
      return s / DAY + "d";
    }
    return two(s / YEAR, "y", s % YEAR / DAY, "d");
  }

  private static String two(long first, String unit, long second, String smaller) {
    return first + unit + (second == 0 ? "" : second + smaller);
  }
}
