package dev.quorate.leadership;

import java.time.Duration;
import java.util.Optional;

/**
 * Answers whether a lease that another replica holds has run out. It has when this process has seen
 * no change of it for as long as the holder promised, by this process's own monotonic clock: wall
 * clocks of two nodes may differ by hours (hazard Z50), and comparing them would let two replicas
 * act.
 */
final class Rival {
  private Optional<LeaseRecord> seen = Optional.empty();
  private long seenAt;

  /**
   * Takes a look.
   *
   * @param now monotonic, nanoseconds
   * @return how long it is still valid at most; zero when it has run out
   */
  Duration stillValid(LeaseRecord lease, Duration fallback, long now) {
    if (!seen.equals(Optional.of(lease))) {
      seen = Optional.of(lease);
      seenAt = now;
    }
    var promise = lease.duration().isPositive() ? lease.duration() : fallback;
    var left = promise.minusNanos(now - seenAt);
    return left.isNegative() ? Duration.ZERO : left;
  }
}
