package dev.quorate.architecture.wrong.plan;

import java.time.Instant;

/** A decision that depends on the moment. */
public final class ReadsTheClock {
  static Instant decide() {
    return Instant.now();
  }
}
