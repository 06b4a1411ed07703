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

  /** Nothing to do, and something that a person should do; an event tells when it is done. */
  record Tell(Stage stage, List<Blocker> blockers) implements Verdict {}

  /** Tells everything that is named. */
  static Verdict tell(List<Blocker> blockers) {
    return blockers.isEmpty() ? pass() : new Tell(stage(blockers), blockers);
  }

  /** Waits for everything that is named; the first tells what the ensemble goes through. */
  static Verdict unless(List<Blocker> blockers) {
    return blockers.isEmpty() ? pass() : new Wait(stage(blockers), blockers);
  }

  private static Stage stage(List<Blocker> blockers) {
    return new Stage(blockers.getFirst().reason(), blockers.getFirst().message());
  }

  static Verdict pass() {
    return new Pass();
  }
}
