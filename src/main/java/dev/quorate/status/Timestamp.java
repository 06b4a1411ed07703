package dev.quorate.status;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Times as Kubernetes writes them: RFC 3339 in UTC, whole seconds. */
public final class Timestamp {
  private Timestamp() {}

  static String of(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Empty for a text that somebody else has written. */
  public static Optional<Instant> read(String text) {
    try {
      return text == null ? Optional.empty() : Optional.of(Instant.parse(text));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
