package dev.quorate.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The lease of the operators: whoever holds it acts.
 *
 * @param namespace where it is
 * @param holder empty when it was given back
 * @param renewed when the holder was last heard of
 * @param length after which it is nobody's
 */
record LeaseSeen(
    String namespace, Optional<String> holder, Optional<Instant> renewed, Duration length) {

  /** How long nobody has held it; zero or less while somebody does. */
  Duration vacantFor(Instant now) {
    return renewed.map(r -> Duration.between(r.plus(length), now)).orElse(Duration.ZERO);
  }

  boolean isHeld(Instant now) {
    return holder.isPresent() && renewed.isPresent() && !vacantFor(now).isPositive();
  }
}
