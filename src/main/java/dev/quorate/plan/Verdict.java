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

  static Verdict pass() {
    return new Pass();
  }
}
