package dev.quorate.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What lies ahead if nothing goes wrong? The rules that decide what is done next are asked again
 * and again, each time about what would be there after the step before; so what is told here and
 * what is done later cannot be two opinions.
 */
final class Foresight {
  /** More than the largest ensemble needs; for rules that would never come to an end. */
  private static final int MOST = 1000;

  private final List<Rule> rules;

  /**
   * @param rules in the order in which they are asked
   */
  Foresight(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  /**
   * What begins, in this order; empty when nothing does. What is in the middle is not ahead.
   *
   * @param input of an ensemble whose leader can be asked
   */
  List<Step> of(PlanInput input) {
    List<Step> steps = new ArrayList<>();
    var imagined = Imagination.ofNow(input);
    var next = next(input);
    for (int i = 0; i < MOST; i++) {
      var asked = imagined.asInput();
      var verdict = i == 0 && next.isPresent() ? next.get() : verdict(asked);
      var action = action(verdict);
      var after = action.map(imagined::after).filter(then -> !then.state().equals(asked.state()));
      if (after.isEmpty()) {
        break;
      }
      var numbers = StepArithmetic.of(asked, action.get(), after.get().asInput());
      if (verdict instanceof Verdict.Begin begin) {
        steps.add(Step.of(asked, begin, numbers));
      } else if (!steps.isEmpty()) {
        steps.add(steps.removeLast().through(numbers));
      }
      imagined = after.get();
    }
    return List.copyOf(steps);
  }

  /** Who has never been ready is restarted first, and once all is well nobody knows who it was. */
  private Optional<Verdict> next(PlanInput input) {
    return Optional.of(verdict(new Imagination(input, input.state()).asInput()))
        .filter(Verdict.Begin.class::isInstance);
  }

  private Verdict verdict(PlanInput input) {
    return rules.stream()
        .map(rule -> rule.evaluate(input))
        .filter(verdict -> !(verdict instanceof Verdict.Pass))
        .findFirst()
        .orElse(Verdict.pass());
  }

  private static Optional<Action> action(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Begin begin -> Optional.of(begin.action());
      case Verdict.Act act -> Optional.of(act.action());
      case Verdict.Pass _, Verdict.Wait _, Verdict.Tell _, Verdict.Held _ -> Optional.empty();
    };
  }
}
