package dev.quorate.plan;

import dev.quorate.model.Reason;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Optional;

/** Is a maintenance window open? The next opening is told as a time, so it changes only then. */
final class WindowQuestion {
  private WindowQuestion() {}

  static Optional<Consent.Objection> objection(PlanInput input, Verdict.Begin next) {
    var windows = input.ensemble().rollout().windows();
    Instant now = input.state().now();
    return windows.isOpen(now)
        ? Optional.empty()
        : Optional.of(objection(windows.nextOpening(now)));
  }

  private static Consent.Objection objection(Optional<ZonedDateTime> opening) {
    String message =
        opening
            .map(time -> "the next window of spec.rollout.windows opens at " + time)
            .orElse("no window of spec.rollout.windows ever opens");
    return new Consent.Objection(
        Blocker.of(Reason.WAITING_FOR_WINDOW, message),
        opening.map(ZonedDateTime::toInstant).orElse(Instant.MAX));
  }
}
