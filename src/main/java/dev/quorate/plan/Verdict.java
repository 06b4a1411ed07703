package dev.quorate.plan;

import dev.quorate.model.MemberId;
import dev.quorate.plan.Plan.Stage;
import java.time.Instant;
import java.util.List;

/** What a rule says. */
sealed interface Verdict {
  /** The rule has nothing to object to and nothing to do. */
  record Pass() implements Verdict {}

  /** It heals, or goes on with what has begun: exactly this action, now; later ones not asked. */
  record Act(Stage stage, Action action) implements Verdict {}

  /**
   * The rule wants to disturb a member that serves, or to let another one in, for a change; later
   * rules are not asked. It is done when nothing objects ({@link Consent}).
   */
  record Begin(Stage stage, Action action) implements Verdict {}

  /**
   * A rule may not begin.
   *
   * @param until when to look again
   */
  record Held(Stage stage, List<Blocker> blockers, Instant until) implements Verdict {
    static Held of(Begin next, Consent.Objection objection) {
      var blocker = objection.blocker();
      return new Held(
          new Stage(
              blocker.reason(),
              "%s; next: %s".formatted(blocker.message(), next.stage().message())),
          List.of(blocker),
          objection.until());
    }
  }

  /** The rule waits; later rules are not asked. */
  record Wait(Stage stage, List<Blocker> blockers) implements Verdict {}

  /** Nothing to do, and something that a person should do; an event tells when it is done. */
  record Tell(Stage stage, List<Blocker> blockers) implements Verdict {}

  /** Who does not serve is not disturbed, whatever is done to it, and only helped. */
  static Verdict disturb(PlanInput input, MemberId member, Act act) {
    return input.serves(member) ? new Begin(act.stage(), act.action()) : act;
  }

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
