package dev.quorate.leadership;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the lease says.
 *
 * @param holder empty when it was released, or never taken
 * @param duration the holder's promise
 * @param acquired when the holder took it, by the holder's clock; for people only
 * @param renewed when the holder renewed it, by the holder's clock; a change is a sign of life, the
 *     value means nothing here
 * @param transitions how often it changed hands
 */
public record LeaseRecord(
    Optional<String> holder,
    Duration duration,
    Optional<Instant> acquired,
    Optional<Instant> renewed,
    int transitions) {

  boolean isHeldBy(String identity) {
    return holder.filter(identity::equals).isPresent();
  }

  LeaseRecord takenBy(LeaseTerms terms, Instant now) {
    boolean mine = isHeldBy(terms.identity());
    return new LeaseRecord(
        Optional.of(terms.identity()),
        terms.duration(),
        mine ? acquired : Optional.of(now),
        Optional.of(now),
        mine ? transitions : transitions + 1);
  }

  static LeaseRecord firstTakenBy(LeaseTerms terms, Instant now) {
    return new LeaseRecord(
        Optional.of(terms.identity()), terms.duration(), Optional.of(now), Optional.of(now), 0);
  }

  /** Free for anyone at once; one second for those who do not look at the holder. */
  LeaseRecord released(Instant now) {
    return new LeaseRecord(
        Optional.empty(), Duration.ofSeconds(1), Optional.of(now), Optional.of(now), transitions);
  }
}
