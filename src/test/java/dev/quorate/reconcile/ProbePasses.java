package dev.quorate.reconcile;

import dev.quorate.facts.Probed;
import dev.quorate.model.Ensemble;
import dev.quorate.model.Reason;
import dev.quorate.plan.Outcomes;
import dev.quorate.plan.Plan;
import dev.quorate.status.Pass;
import dev.quorate.testing.ObservedStates;
import dev.quorate.validation.Validated;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Passes that saw something and did nothing. */
final class ProbePasses {
  private ProbePasses() {}

  static Pass of(Ensemble ensemble, ObservedStates seen, Reason stage) {
    return new Pass.Planned(
        new Validated.Accepted(ensemble, List.of()),
        seen.build(),
        new Plan(
            new Plan.Stage(stage, "…"),
            List.of(),
            List.of(),
            new TreeMap<>(),
            ObservedStates.REVISIONS,
            Optional.empty(),
            Probed.known(Optional.empty()),
            Duration.ofSeconds(10)),
        Outcomes.none());
  }
}
