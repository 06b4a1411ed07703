package dev.quorate.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * Asks the rules in order. The first that wants or awaits something ends the questions; but one
 * that may not begin now ({@link Consent}) ends them only for whatever else would begin, so that
 * what heals and what is in the middle goes on.
 */
record Decision(List<Rule> rules, Consent consent) {
  Decision {
    rules = List.copyOf(rules);
  }

  Verdict of(PlanInput input) {
    for (int i = 0; i < rules.size(); i++) {
      Verdict verdict = rules.get(i).evaluate(input);
      if (verdict instanceof Verdict.Begin begin) {
        int held = i;
        return consent
            .objection(input, begin)
            .map(objection -> whileHeld(input, objection, rules.subList(held, rules.size())))
            .orElse(begin);
      }
      if (!(verdict instanceof Verdict.Pass)) {
        return verdict;
      }
    }
    return Verdict.pass();
  }

  /**
   * @param left the rule that may not begin, and those after it
   */
  private static Verdict whileHeld(PlanInput input, Verdict.Held held, List<Rule> left) {
    return left.stream()
        .map(rule -> unlessItBegins(rule, input))
        .filter(verdict -> !(verdict instanceof Verdict.Pass))
        .findFirst()
        .map(verdict -> beside(held, verdict))
        .orElse(held);
  }

  /** Whatever would begin is held as well, even if nothing objects to it: the order is kept. */
  private static Verdict unlessItBegins(Rule rule, PlanInput input) {
    Verdict verdict = rule.evaluate(input);
    return verdict instanceof Verdict.Begin ? rule.instead(input) : verdict;
  }

  private static Verdict beside(Verdict.Held held, Verdict verdict) {
    return switch (verdict) {
      case Verdict.Act act -> act;
      case Verdict.Wait(Plan.Stage stage, List<Blocker> blockers) -> {
        List<Blocker> all = new ArrayList<>(blockers);
        all.addAll(held.blockers());
        yield new Verdict.Wait(stage, all);
      }
      case Verdict.Pass _, Verdict.Tell _, Verdict.Begin _, Verdict.Held _ -> held;
    };
  }
}
