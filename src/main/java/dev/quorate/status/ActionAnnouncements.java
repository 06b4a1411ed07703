package dev.quorate.status;

import dev.quorate.model.Announcement;
import dev.quorate.model.Reason;
import dev.quorate.plan.Action;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the pass did. Bringing objects to what they should be is news only at rest: there it undoes
 * what somebody else did.
 */
final class ActionAnnouncements {
  private ActionAnnouncements() {}

  static Stream<Announcement> of(Snapshot before, Snapshot after, List<Action> done) {
    boolean atRest =
        before.holds(ConditionType.READY)
            && after.holds(ConditionType.READY)
            && before.generation().equals(after.generation());
    return done.stream().flatMap(action -> of(action, atRest));
  }

  private static Stream<Announcement> of(Action action, boolean atRest) {
    return switch (action) {
      case Action.DeletePod delete ->
          Stream.of(
              Announcement.of(
                  delete.reason(),
                  delete.pod(),
                  "Deleted pod %s so that it is made again: %s"
                      .formatted(delete.pod(), delete.message())));
      case Action.EvictPod evict ->
          Stream.of(Announcement.of(Reason.RESTARTING_MEMBERS, evict.pod(), evict.message()));
      case Action.Reconfigure change ->
          Stream.of(Announcement.of(reason(change), change.message()));
      case Action.RemovePods remove ->
          Stream.of(Announcement.of(Reason.REMOVING_MEMBER, remove.message() + "; its pod goes"));
      case Action.ReplaceVolumes replace ->
          Stream.of(Announcement.of(Reason.REPLACING_MEMBER, replace.pod(), replace.message()));
      case Action.AddPod add -> Stream.of(Announcement.of(Reason.ADDING_MEMBER, add.message()));
      case Action.GrowClaim grow ->
          Stream.of(
              Announcement.of(
                  Reason.GROWING_VOLUMES,
                  "PersistentVolumeClaim %s grows from %s to %s"
                      .formatted(grow.claim(), grow.from(), grow.to())));
      case Action.OrphanPods orphan ->
          Stream.of(Announcement.of(Reason.REPLACING_STATEFULSET, orphan.message()));
      case Action.Apply(var object) when atRest ->
          repaired("%s %s".formatted(object.getKind(), object.getMetadata().getName()));
      case Action.CreateSuperuser _ when atRest -> repaired("The superuser's Secret");
      case Action.AnnotateClaim annotate when atRest ->
          repaired("The record on PersistentVolumeClaim " + annotate.claim());
      case Action.Apply _, Action.CreateSuperuser _, Action.AnnotateClaim _, Action.Prune _ ->
          Stream.empty();
    };
  }

  private static Reason reason(Action.Reconfigure action) {
    if (!action.change().leaving().isEmpty()) {
      return Reason.MEMBER_REMOVED;
    }
    return action.from().server(action.member()).isPresent()
        ? Reason.MEMBERSHIP_REPAIRED
        : Reason.MEMBER_ADDED;
  }

  private static Stream<Announcement> repaired(String what) {
    return Stream.of(
        Announcement.of(Reason.OBJECT_REPAIRED, what + " was not as it should be; put right"));
  }
}
