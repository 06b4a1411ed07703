package dev.quorate.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** Times and sizes as people read them, as short as kubectl's. */
final class Amounts {
  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};
  private static final double STEP = 1024;

  private Amounts() {}

  /** How long ago a time of the API was; what cannot be read is told as it is. */
  static String since(String time, Instant now) {
    if (time == null) {
      return "?";
    }
    try {
      return length(Duration.between(Instant.parse(time), now));
    } catch (DateTimeParseException _) {
      return time;
    }
  }

  /** The largest unit alone, or two of them while the first is small. */
  static String length(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 120) {
      return seconds + "s";
    }
    long minutes = seconds / 60;
    if (minutes < 120) {
      return minutes + "m";
    }
    long hours = minutes / 60;
    return hours < 48 ? hours + "h" : hours / 24 + "d";
  }

  /** For example {@code 1.5 GiB}. */
  static String bytes(double bytes) {
    double amount = bytes;
    int unit = 0;
    while (amount >= STEP && unit < UNITS.length - 1) {
      amount /= STEP;
      unit++;
    }
    return number(amount) + " " + UNITS[unit];
  }

  /** With one digit after the point when that matters. */
  static String number(double number) {
    return number >= 10 || number == Math.rint(number)
        ? Long.toString(Math.round(number))
        : String.format(Locale.ROOT, "%.1f", number);
  }
}
