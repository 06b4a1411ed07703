package dev.quorate.plan;

import dev.quorate.model.Reason;
import java.util.List;
import java.util.Optional;

/**
 * What became of a plan: the actions that changed something, in order, and the failure that ended
 * the pass, if one did. An action that found nothing to do is in neither.
 */
public record Outcomes(List<Action> done, Optional<Failure> failure) {
  public Outcomes {
    done = List.copyOf(done);
  }

  /**
   * An action that did not succeed, or whose outcome nobody saw.
   *
   * @param reason what to call it, for example ApiRefused or SituationChanged
   * @param message the action, and the answer of the API server
   */
  public record Failure(Action action, Reason reason, String message) {}

  /** Whether there was nothing to do. */
  public boolean isNothing() {
    return done.isEmpty() && failure.isEmpty();
  }

  /** Nothing was done and nothing failed. */
  public static Outcomes none() {
    return new Outcomes(List.of(), Optional.empty());
  }
}
