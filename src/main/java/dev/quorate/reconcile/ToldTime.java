package dev.quorate.reconcile;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** A time in a status, which may have been taken over from one that somebody else has written. */
final class ToldTime {
  private ToldTime() {}

  static Optional<Instant> of(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
