package dev.quorate.plan;

import dev.quorate.facts.Probed;
import dev.quorate.model.MemberId;
import dev.quorate.model.Reason;
import dev.quorate.model.Revisions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What this pass does and why the rest waits.
 *
 * @param stage what the ensemble as a whole is going through; the reason of the Ready condition
 * @param actions in order; at most one of them is disruptive (I1)
 * @param blockers why the next disruptive step waits; empty at rest
 * @param health of every member, in the order of their ids
 * @param revisions that members should run; empty before anything could be rendered
 * @param formedVersion config version (hex) of the formed record, once there is one
 * @param ahead what a person has to approve; known to be nothing when nothing has to be
 * @param requeue when to look again without an event
 */
public record Plan(
    Stage stage,
    List<Action> actions,
    List<Blocker> blockers,
    SortedMap<MemberId, MemberHealth> health,
    Optional<Revisions> revisions,
    Optional<String> formedVersion,
    Probed<Optional<Ahead>> ahead,
    Duration requeue) {

  public Plan {
    actions = List.copyOf(actions);
    blockers = List.copyOf(blockers);
  }

  /** Whether nothing is wrong and nothing is awaited. */
  public boolean isAtRest() {
    return stage.reason() == Reason.ENSEMBLE_READY && blockers.isEmpty();
  }

  /** Whether everything but its turn is there for the next step. */
  public boolean waitsForTurn() {
    return blockers.stream().anyMatch(b -> b.reason() == Reason.WAITING_FOR_TURN);
  }

  /** The same with nothing to do. */
  public Plan idle() {
    return new Plan(stage, List.of(), blockers, health, revisions, formedVersion, ahead, requeue);
  }

  /** The same, with what lies ahead. */
  Plan foreseeing(Probed<Optional<Ahead>> what) {
    return new Plan(stage, actions, blockers, health, revisions, formedVersion, what, requeue);
  }

  /** The summary, in the words of the Ready condition. */
  public record Stage(Reason reason, String message) {}
}
