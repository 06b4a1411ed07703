package dev.quorate.plan;

/** One question about the ensemble, answered from facts alone. */
@FunctionalInterface
interface Rule {
  Verdict evaluate(PlanInput input);

  /**
   * What the rule says when it may not begin what it wants to; never that it begins something.
   * Nothing by default: then the rules after it are asked for what heals or is in the middle.
   */
  default Verdict instead(PlanInput input) {
    return Verdict.pass();
  }
}
