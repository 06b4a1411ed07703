package dev.quorate.reconcile;

import dev.quorate.api.Condition;
import dev.quorate.api.ZookeeperClusterStatus;
import dev.quorate.model.Reason;
import dev.quorate.plan.MemberHealth;
import dev.quorate.plan.Plan;
import dev.quorate.status.ConditionType;
import dev.quorate.status.Pass;
import dev.quorate.status.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Does a cluster keep its turn after a pass? For as long as the change goes on. Not when it waits
 * for a person while all members serve. When a member does not come back it keeps the turn until
 * {@code spec.rollout.progressDeadlineSeconds} have passed: at once would let a change that breaks
 * every cluster go through all of them, and never would let one broken cluster hold up the others.
 */
final class TurnKept {
  private static final Set<Reason> WAITS_FOR_A_PERSON =
      Set.of(
          Reason.PAUSED,
          Reason.ROLLOUT_PAUSED,
          Reason.WAITING_FOR_WINDOW,
          Reason.WAITING_FOR_APPROVAL);

  private TurnKept() {}

  static boolean after(Pass pass, ZookeeperClusterStatus told) {
    return pass instanceof Pass.Planned planned
        && !planned.plan().isAtRest()
        && !waitsForAPerson(planned.plan())
        && stalled(told).map(stalled -> !isOver(planned, stalled)).orElse(true);
  }

  private static boolean waitsForAPerson(Plan plan) {
    return WAITS_FOR_A_PERSON.contains(plan.stage().reason())
        || plan.blockers().stream().anyMatch(b -> WAITS_FOR_A_PERSON.contains(b.reason()));
  }

  private static Optional<Condition> stalled(ZookeeperClusterStatus told) {
    return told.conditions().stream()
        .filter(c -> ConditionType.STALLED.text().equals(c.type()) && "True".equals(c.status()))
        .findFirst();
  }

  private static boolean isOver(Pass.Planned planned, Condition stalled) {
    boolean allServe = planned.plan().health().values().stream().allMatch(MemberHealth::isSynced);
    int deadline = planned.verdict().ensemble().rollout().progressDeadlineSeconds();
    return allServe
        || Reason.PROGRESS_DEADLINE_EXCEEDED.text().equals(stalled.reason())
        || Timestamp.read(stalled.lastTransitionTime())
            .orElse(Instant.EPOCH)
            .plusSeconds(deadline)
            .isBefore(planned.state().now());
  }
}
