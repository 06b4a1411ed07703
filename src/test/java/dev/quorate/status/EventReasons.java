package dev.quorate.status;

import dev.quorate.model.Reason;
import java.util.List;
import java.util.stream.Stream;

/** Reasons that events have, by what they are about; the page of events is made from this. */
final class EventReasons {

  /** Reasons that belong together. */
  record Area(String name, List<Reason> reasons) {}

  static final List<Area> AREAS =
      List.of(
          new Area(
              "The ensemble and its leader",
              List.of(
                  Reason.CREATING_ENSEMBLE,
                  Reason.ENSEMBLE_FORMED,
                  Reason.LEADER_ELECTED,
                  Reason.LEADER_CHANGED,
                  Reason.NO_LEADER,
                  Reason.QUORUM_LOST,
                  Reason.QUORUM_UNKNOWN,
                  Reason.QUORUM_RESTORED)),
          new Area(
              "One member",
              List.of(
                  Reason.MEMBER_UNREACHABLE,
                  Reason.VOTER_NOT_SYNCED,
                  Reason.MEMBER_WITHOUT_VOTE,
                  Reason.MEMBER_RECOVERED,
                  Reason.POD_MISSING,
                  Reason.POD_REFUSED,
                  Reason.POD_PENDING,
                  Reason.POD_TERMINATING,
                  Reason.POD_FAILED,
                  Reason.IMAGE_UNAVAILABLE,
                  Reason.VOLUME_UNAVAILABLE,
                  Reason.CRASH_LOOP,
                  Reason.DISK_WIPED,
                  Reason.HEALING,
                  Reason.REPAIRING_MEMBER,
                  Reason.REPAIR_FAILED,
                  Reason.REPLACING_MEMBER)),
          new Area(
              "Membership",
              List.of(
                  Reason.ADDING_MEMBER,
                  Reason.MEMBER_ADDED,
                  Reason.JOINING_TAKES_LONG,
                  Reason.REMOVING_MEMBER,
                  Reason.MEMBER_REMOVED,
                  Reason.MEMBERSHIP_DRIFT,
                  Reason.MEMBERSHIP_REPAIRED,
                  Reason.FOREIGN_MEMBER,
                  Reason.RECONFIG_REFUSED,
                  Reason.SUPERUSER_REFUSED)),
          new Area(
              "The specification",
              List.of(
                  Reason.INVALID_SPEC,
                  Reason.NAME_CONFLICT,
                  Reason.VERSION_MISMATCH,
                  Reason.SPEC_WARNING,
                  Reason.UNKNOWN_CONFIG,
                  Reason.EPHEMERAL_STORAGE,
                  Reason.API_REFUSED,
                  Reason.OBJECT_REPAIRED,
                  Reason.PAUSED,
                  Reason.RESUMED)),
          new Area(
              "Changes on their way to members",
              List.of(
                  Reason.CONFIGURATION_CHANGED,
                  Reason.VERSION_CHANGED,
                  Reason.RESTART_REQUESTED,
                  Reason.RESTARTING_MEMBERS,
                  Reason.OUTAGE_AHEAD,
                  Reason.ROLLOUT_PAUSED,
                  Reason.WAITING_FOR_WINDOW,
                  Reason.PLAN_PUBLISHED,
                  Reason.PLAN_APPROVED,
                  Reason.APPROVAL_OUTDATED,
                  Reason.CANARY_SOAKING,
                  Reason.CANARY_PASSED,
                  Reason.CANARY_REGRESSED,
                  Reason.PROGRESS_DEADLINE_EXCEEDED,
                  Reason.ROLLOUT_COMPLETED)),
          new Area(
              "Volumes",
              List.of(
                  Reason.GROWING_VOLUMES,
                  Reason.VOLUMES_GROWN,
                  Reason.VOLUME_RESIZE_ERROR,
                  Reason.VOLUME_CANNOT_GROW,
                  Reason.VOLUME_NEEDS_RESTART,
                  Reason.VOLUME_CLASS_DIFFERS,
                  Reason.VOLUME_CHANGE_REFUSED,
                  Reason.REPLACING_STATEFULSET)),
          new Area("Diagnosis", List.of(Reason.PROBLEM_DETECTED, Reason.PROBLEM_CLEARED)));

  private EventReasons() {}

  static Stream<Reason> all() {
    return AREAS.stream().flatMap(area -> area.reasons().stream());
  }
}
