package dev.quorate.plan;

import dev.quorate.model.Reason;

/**
 * Is somebody listed who is not ours? That is for a person to judge, so it is told last, when
 * nothing else is to be done: it keeps nobody from anything.
 */
final class ForeignRule implements Rule {
  @Override
  public Verdict evaluate(PlanInput input) {
    var names = input.ensemble().names();
    return Verdict.unless(
        input.drift().foreign().stream()
            .map(server -> Blocker.of(Reason.FOREIGN_MEMBER, Drift.advice(server, names)))
            .toList());
  }
}
