package dev.quorate.plan;

import dev.quorate.plan.Plan.Stage;
import java.util.List;

/** What a rule says. */
sealed interface Verdict {
  /** The rule has nothing to object to and nothing to do. */
  record Pass() implements Verdict {}

  /** The rule wants exactly this disruptive action now; later rules are not asked. */
  record Act(Stage stage, Action action) implements Verdict {}

  /** The rule waits; later rules are not asked. */
  record Wait(Stage stage, List<Blocker> blockers) implements Verdict {}

  /** Waits for everything that is named; the first tells what the ensemble goes through. */
  static Verdict unless(List<Blocker> blockers) {
    return blockers.isEmpty()
        ? pass()
        : new Wait(
            new Stage(blockers.getFirst().reason(), blockers.getFirst().message()), blockers);
  }

  static Verdict pass() {
    return new Pass();
  }
}
