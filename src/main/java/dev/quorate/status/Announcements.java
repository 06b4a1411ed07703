package dev.quorate.status;

import dev.quorate.api.ZookeeperClusterStatus;
import dev.quorate.facts.ObservedState;
import dev.quorate.model.Announcement;
import dev.quorate.model.Reason;
import dev.quorate.plan.Action;
import dev.quorate.plan.Plan;
import java.util.List;
import java.util.stream.Stream;

/**
 * What happened between two statuses, and what the pass did. Every transition is announced once,
 * because the next pass starts from the status that this one wrote; nothing is announced at rest,
 * and a resource without a status has had no transitions yet.
 */
public final class Announcements {
  private Announcements() {}

  /** What a person should hear before it is done. */
  public static List<Announcement> ahead(Plan plan) {
    return plan.actions().stream()
        .filter(Action.EvictPod.class::isInstance)
        .map(Action.EvictPod.class::cast)
        .filter(Action.EvictPod::outage)
        .map(evict ->
            Announcement.of(
                Reason.OUTAGE_AHEAD,
                evict.pod(),
                "%s; it is the only voter, so nobody serves until it is back"
                    .formatted(evict.message())))
        .toList();
  }

  /**
   * @param previous the status before the pass, null when there was none
   * @param seen what the pass saw, before it did anything
   * @param done the actions that changed something
   */
  public static List<Announcement> of(
      ZookeeperClusterStatus previous,
      ZookeeperClusterStatus current,
      ObservedState seen,
      List<Action> done) {
    var before = Snapshot.of(previous);
    var after = Snapshot.of(current);
    return Stream.of(
            ActionAnnouncements.of(before, after, done),
            SpecAnnouncements.of(before, after),
            CanaryAnnouncements.of(before, after),
            PlanAnnouncements.of(before, after),
            BlockedAnnouncements.of(before, after),
            QuorumAnnouncements.of(before, after),
            MemberAnnouncements.of(before, after, seen),
            ProblemAnnouncements.of(before, after))
        .flatMap(s -> s)
        .map(a -> new Announcement(a.reason(), a.member(), BoundedText.of(a.message())))
        .toList();
  }
}
