package dev.quorate.plan;

import dev.quorate.model.Reason;
import java.time.Instant;
import java.util.Optional;

/**
 * Has the cluster a turn? Asked last, so that only who could use one at once asks for it. Who is
 * next looks often; the others need not, and are told nothing that changes with every turn.
 */
final class TurnQuestion {
  private TurnQuestion() {}

  static Optional<Consent.Objection> objection(PlanInput input, Verdict.Begin next) {
    return switch (input.turn()) {
      case Turn.Mine _ -> Optional.empty();
      case Turn.Awaited awaited ->
          Optional.of(
              new Consent.Objection(
                  Blocker.of(Reason.WAITING_FOR_TURN, message(awaited)),
                  awaited.isNext() ? input.state().now() : Instant.MAX));
    };
  }

  private static String message(Turn.Awaited turn) {
    return turn.isNext()
        ? "it is the next cluster that is changed; at the same time the operator changes no more than these: "
            + String.join(", ", turn.holders())
        : "other clusters are changed first; the operator changes no more than %d at the same time"
            .formatted(turn.limit());
  }
}
