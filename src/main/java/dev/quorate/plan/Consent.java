package dev.quorate.plan;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * May a member that serves be disturbed now, for what a person wants? The one place that asks, for
 * every rule ({@link Verdict.Begin}); questions in this order, and the first that objects tells why
 * nothing happens. They are not about safety: that is the rules' own business, and comes first.
 *
 * <p>Never asked of what heals, because a damage does not wait for a better moment, and never in
 * the middle of an operation on one member: what has begun is finished, because a member between
 * two states is worse off than in either. So the question comes again before the next member.
 */
record Consent(List<Question> questions) {
  static final Consent SHIPPED =
      new Consent(List.of(Approved::objection, WindowQuestion::objection, TurnQuestion::objection));

  Consent {
    questions = List.copyOf(questions);
  }

  /** One question, answered from facts alone. */
  @FunctionalInterface
  interface Question {
    /**
     * @param next what would be done
     */
    Optional<Objection> objection(PlanInput input, Verdict.Begin next);
  }

  /**
   * Why not now.
   *
   * @param until when to look again, if no event asks for it earlier; a time that has passed for
   *     soon, {@link Instant#MAX} for what only a person changes
   */
  record Objection(Blocker blocker, Instant until) {}

  /** Empty when nothing is objected to. */
  Optional<Verdict.Held> objection(PlanInput input, Verdict.Begin next) {
    return questions.stream()
        .flatMap(question -> question.objection(input, next).stream())
        .findFirst()
        .map(objection -> Verdict.Held.of(next, objection));
  }
}
