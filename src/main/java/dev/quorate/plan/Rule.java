package dev.quorate.plan;

/** One question about the ensemble, answered from facts alone. */
@FunctionalInterface
interface Rule {
  Verdict evaluate(PlanInput input);
}
