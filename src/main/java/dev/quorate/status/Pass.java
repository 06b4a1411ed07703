package dev.quorate.status;

import dev.quorate.facts.ObservedState;
import dev.quorate.model.Names;
import dev.quorate.plan.Outcomes;
import dev.quorate.plan.Plan;
import dev.quorate.validation.Validated;

/** What one pass saw and did, in one of the two ways in which it can go. */
public sealed interface Pass {

  Names names();

  ObservedState state();

  /** The specification was refused: the ensemble was looked at, and left alone. */
  record Refused(Names names, Validated.Refused verdict, ObservedState state) implements Pass {}

  /** The specification was acted on. */
  record Planned(Validated.Accepted verdict, ObservedState state, Plan plan, Outcomes outcomes)
      implements Pass {
    @Override
    public Names names() {
      return verdict.ensemble().names();
    }
  }
}
