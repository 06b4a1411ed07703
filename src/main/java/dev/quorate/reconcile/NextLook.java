package dev.quorate.reconcile;

import dev.quorate.api.BlockedStatus;
import dev.quorate.api.ZookeeperClusterStatus;
import dev.quorate.model.Reason;
import dev.quorate.status.Pass;
import dev.quorate.status.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * When is a cluster looked at again if no event asks for it earlier?
 *
 * <p>At rest as often as the plan says, but many clusters share a number of looks a second, down to
 * {@link #REST} for each; and a little earlier than that by chance, so that clusters that were
 * looked at together do not stay together.
 *
 * <p>A write that the API refuses is tried again after as long as it has been refused already: one
 * hiccup costs a second, and a quota that stays full is not hammered. Since when it is refused
 * stands in the status, so nothing has to be remembered. A corrected specification is an event.
 *
 * @param longest for what waits for a person: a refused specification, a refused write
 * @param chance from 0 to 1
 */
record NextLook(Duration longest, DoubleSupplier chance) {
  static final Duration SHARE = Duration.ofMillis(30);
  static final Duration REST = Duration.ofSeconds(30);
  private static final double EARLIER = 0.1;

  /**
   * @param told the status that the pass ended with
   * @param resting how many clusters are at rest
   */
  Duration after(Pass pass, ZookeeperClusterStatus told, int resting) {
    return switch (pass) {
      case Pass.Refused _ -> longest;
      case Pass.Planned planned when planned.plan().isAtRest() && planned.outcomes().isNothing() ->
          atRest(planned.plan().requeue(), resting);
      case Pass.Planned planned -> busy(planned, told);
    };
  }

  private Duration atRest(Duration usual, int resting) {
    var share = shorter(SHARE.multipliedBy(resting), REST);
    double early = EARLIER * chance.getAsDouble();
    return Duration.ofMillis(Math.round(longer(usual, share).toMillis() * (1 - early)));
  }

  private Duration busy(Pass.Planned planned, ZookeeperClusterStatus told) {
    Duration usual = planned.plan().requeue();
    return refusedSince(told)
        .map(since -> Duration.between(since, planned.state().now()))
        .map(refused -> longer(usual, shorter(refused, longest)))
        .orElse(usual);
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private static Optional<Instant> refusedSince(ZookeeperClusterStatus told) {
    return told.blocked().stream()
        .filter(blocked -> Reason.API_REFUSED.text().equals(blocked.reason()))
        .map(BlockedStatus::since)
        .flatMap(since -> Timestamp.read(since).stream())
        .findFirst();
  }
}
