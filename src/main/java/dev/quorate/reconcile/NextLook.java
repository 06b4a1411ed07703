package dev.quorate.reconcile;

import dev.quorate.api.BlockedStatus;
import dev.quorate.api.ZookeeperClusterStatus;
import dev.quorate.model.Reason;
import dev.quorate.status.Pass;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * When is a cluster looked at again if no event asks for it earlier? A write that the API refuses
 * is tried again after as long as it has been refused already: one hiccup costs a second, and a
 * quota that stays full is not hammered. Since when it is refused stands in the status, so nothing
 * has to be remembered. A corrected specification is an event.
 *
 * @param longest for what waits for a person: a refused specification, a refused write
 */
record NextLook(Duration longest) {

  /**
   * @param told the status that the pass ended with
   */
  Duration after(Pass pass, ZookeeperClusterStatus told) {
    return switch (pass) {
      case Pass.Refused _ -> longest;
      case Pass.Planned planned -> after(planned, told);
    };
  }

  private Duration after(Pass.Planned planned, ZookeeperClusterStatus told) {
    Duration usual = planned.plan().requeue();
    return refusedSince(told)
        .map(since -> Duration.between(since, planned.state().now()))
        .filter(refused -> refused.compareTo(usual) > 0)
        .map(refused -> refused.compareTo(longest) < 0 ? refused : longest)
        .orElse(usual);
  }

  private static Optional<Instant> refusedSince(ZookeeperClusterStatus told) {
    return told.blocked().stream()
        .filter(blocked -> Reason.API_REFUSED.text().equals(blocked.reason()))
        .map(BlockedStatus::since)
        .flatMap(since -> time(since).stream())
        .findFirst();
  }

  /** The time may have been taken over from a status that somebody else has written. */
  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }
}
