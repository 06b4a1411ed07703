package dev.quorate.model;

/**
 * Why the operator acts, waits or complains. One constant feeds the log line, the event, the
 * condition and the metric; once published, its name is API.
 */
public enum Reason {
  // The ensemble as a whole.
  ENSEMBLE_READY("EnsembleReady", Severity.NORMAL, "Nothing to do."),
  AS_EXPECTED("AsExpected", Severity.NORMAL, "Nothing to do."),
  FORMING(
      "Forming",
      Severity.NORMAL,
      "Wait; the members' messages say what is missing for the first quorum."),
  QUORUM_LOST(
      "QuorumLost",
      Severity.WARNING,
      "Bring back the members that the message names; the operator deletes nothing meanwhile."),
  QUORUM_UNKNOWN(
      "QuorumUnknown",
      Severity.WARNING,
      "The operator cannot reach the members; check the network between them."),
  NO_LEADER(
      "NoLeader",
      Severity.WARNING,
      "Wait for the election; when it does not end, check the network between the members."),
  QUORUM_RESTORED("QuorumRestored", Severity.NORMAL, "Nothing to do."),
  LEADER_ELECTED("LeaderElected", Severity.NORMAL, "Nothing to do."),
  LEADER_CHANGED("LeaderChanged", Severity.NORMAL, "Nothing to do."),
  MEMBERS_NOT_READY(
      "MembersNotReady", Severity.NORMAL, "Wait, or look at the members that the message names."),
  PAUSED("Paused", Severity.NORMAL, "Set spec.paused to false."),
  RESUMED("Resumed", Severity.NORMAL, "Nothing to do."),

  // One member.
  POD_MISSING("PodMissing", Severity.WARNING, "Wait; the StatefulSet makes the pod again."),
  POD_REFUSED(
      "PodRefused",
      Severity.WARNING,
      "Change what the message names (quota, LimitRange, pod security, webhook), or the specification: it is retried."),
  POD_PENDING(
      "PodPending",
      Severity.WARNING,
      "Look at the pod's events: nodes, volumes or quota do not fit."),
  POD_STARTING("PodStarting", Severity.NORMAL, "Wait."),
  VOLUME_UNAVAILABLE(
      "VolumeUnavailable",
      Severity.WARNING,
      "Look at the volume and the node that the message names; it is retried."),
  POD_TERMINATING("PodTerminating", Severity.NORMAL, "Wait for the pod to end."),
  POD_FAILED("PodFailed", Severity.WARNING, "The operator replaces the pod when that is safe."),
  IMAGE_UNAVAILABLE(
      "ImageUnavailable", Severity.WARNING, "Correct spec.image, spec.version or pull secrets."),
  CRASH_LOOP(
      "CrashLoop", Severity.WARNING, "Read the member's log: kubectl logs --previous <pod>."),
  MEMBER_UNREACHABLE(
      "MemberUnreachable",
      Severity.WARNING,
      "Check the pod, its node and the network between operator and member."),
  MEMBER_ELECTING(
      "MemberElecting", Severity.NORMAL, "Wait; it serves again once it has found a leader."),
  MEMBER_SYNCING("MemberSyncing", Severity.NORMAL, "Wait; it copies data from the leader."),
  MEMBER_SYNCED("MemberSynced", Severity.NORMAL, "Nothing to do."),
  MEMBER_WITHOUT_VOTE(
      "MemberWithoutVote",
      Severity.NORMAL,
      "Wait; it follows the leader, and joins or leaves as spec.replicas says."),
  MEMBER_RECOVERED("MemberRecovered", Severity.NORMAL, "Nothing to do."),
  VOTER_NOT_SYNCED(
      "VoterNotSynced",
      Severity.WARNING,
      "Nothing is disturbed until every other voter is synced again."),
  DISK_WIPED(
      "DiskWiped",
      Severity.WARNING,
      "Do not restart other members: this one resyncs from the leader before it votes."),

  // What the user asked for.
  INVALID_SPEC(
      "InvalidSpec", Severity.WARNING, "Change the field that the message names as it says."),
  NAME_CONFLICT(
      "NameConflict",
      Severity.WARNING,
      "Rename one of the two; the older one keeps running untouched."),
  VERSION_MISMATCH(
      "VersionMismatch",
      Severity.WARNING,
      "Make spec.version and the image agree; the members run another version."),
  SPEC_WARNING("SpecWarning", Severity.WARNING, "Accepted, but read the message."),
  UNKNOWN_CONFIG(
      "UnknownConfig",
      Severity.WARNING,
      "Correct the key in spec.config; no ZooKeeper knows it, so it was not written."),
  EPHEMERAL_STORAGE(
      "EphemeralStorage", Severity.WARNING, "Data is lost with the pods; use it for tests only."),

  // What the operator does.
  CREATING_ENSEMBLE("CreatingEnsemble", Severity.NORMAL, "Wait."),
  ENSEMBLE_FORMED("EnsembleFormed", Severity.NORMAL, "Nothing to do."),
  HEALING("Healing", Severity.NORMAL, "Wait; a broken pod is being replaced."),
  REPAIRING_MEMBER(
      "RepairingMember",
      Severity.WARNING,
      "Wait; it leaves, sets its data aside, copies the leader's and gets its vote back."),
  REPAIR_FAILED(
      "RepairFailed",
      Severity.WARNING,
      "Look at the member's disk and log; the annotation replace gives it new volumes."),
  REPLACING_MEMBER(
      "ReplacingMember",
      Severity.NORMAL,
      "Wait; it leaves, gets new volumes, copies the leader's data and gets its vote back."),
  ADDING_MEMBER(
      "AddingMember",
      Severity.NORMAL,
      "Wait; the new member gets its vote when it has the leader's data."),
  JOINING_TAKES_LONG(
      "JoiningTakesLong",
      Severity.WARNING,
      "Put right what keeps the new member, or set spec.replicas back; the voters are not affected."),
  REMOVING_MEMBER(
      "RemovingMember",
      Severity.NORMAL,
      "Wait; a member leaves the configuration before its pod goes."),
  RESTARTING_MEMBERS(
      "RestartingMembers",
      Severity.NORMAL,
      "Wait; members restart one after the other, the leader last."),
  VERSION_CHANGED("VersionChanged", Severity.NORMAL, "Members run it when they have restarted."),
  RESTART_REQUESTED("RestartRequested", Severity.NORMAL, "Wait; a person asked for it."),
  OUTAGE_AHEAD(
      "OutageAhead",
      Severity.WARNING,
      "The only voter restarts, and nobody serves meanwhile; three voters avoid that."),
  ROLLOUT_PAUSED("RolloutPaused", Severity.NORMAL, "Set spec.rollout.paused to false."),
  ROLLOUT_COMPLETED("RolloutCompleted", Severity.NORMAL, "Nothing to do."),
  WAITING_FOR_APPROVAL(
      "WaitingForApproval",
      Severity.NORMAL,
      "Look at status.plan, and approve it with the command that the message has."),
  PLAN_PUBLISHED(
      "PlanPublished",
      Severity.NORMAL,
      "Look at status.plan, and approve it with the command that the message has."),
  PLAN_APPROVED("PlanApproved", Severity.NORMAL, "Nothing to do."),
  APPROVAL_OUTDATED(
      "ApprovalOutdated",
      Severity.NORMAL,
      "The situation is another one than the one that was approved: look at status.plan again."),
  CLIENTS_SETTLING(
      "ClientsSettling",
      Severity.NORMAL,
      "Wait; clients connect again, and the servers work off what they asked of them."),
  WAITING_FOR_WINDOW(
      "WaitingForWindow",
      Severity.NORMAL,
      "Wait until the window opens that the message names, or take spec.rollout.windows out for now."),
  WAITING_FOR_TURN(
      "WaitingForTurn",
      Severity.NORMAL,
      "Wait until another cluster is done, or let the operator change more of them at the same time."),
  CANARY_SOAKING(
      "CanarySoaking",
      Severity.NORMAL,
      "Wait; the first member that changed has to run well for a while before others follow."),
  CANARY_PASSED("CanaryPassed", Severity.NORMAL, "Nothing to do."),
  CANARY_REGRESSED(
      "CanaryRegressed",
      Severity.WARNING,
      "Set the specification back, or annotate the pod as the message says to go on all the same."),
  EVICTION_REFUSED(
      "EvictionRefused",
      Severity.NORMAL,
      "Wait, or look which PodDisruptionBudget selects the pod: the operator's allows one at a time."),
  PROGRESS_DEADLINE_EXCEEDED(
      "ProgressDeadlineExceeded",
      Severity.WARNING,
      "Put right what the message names, or set the specification back: that is carried out first."),
  MEMBER_ADDED("MemberAdded", Severity.NORMAL, "Nothing to do."),
  MEMBER_REMOVED("MemberRemoved", Severity.NORMAL, "Nothing to do."),
  GROWING_VOLUMES(
      "GrowingVolumes",
      Severity.NORMAL,
      "Wait; volumes grow one after the other, and the members go on serving."),
  VOLUMES_GROWN("VolumesGrown", Severity.NORMAL, "Nothing to do."),
  VOLUME_RESIZE_ERROR(
      "VolumeResizeError",
      Severity.WARNING,
      "The storage driver could not grow the volume, and may try again; the message has its words."),
  VOLUME_CANNOT_GROW(
      "VolumeCannotGrow",
      Severity.WARNING,
      "Let the StorageClass allow it (allowVolumeExpansion) if its driver can, or put the size back."),
  VOLUME_NEEDS_RESTART(
      "VolumeNeedsRestart",
      Severity.WARNING,
      "Delete the pod when an outage is acceptable: nobody else could serve meanwhile."),
  VOLUME_CLASS_DIFFERS(
      "VolumeClassDiffers",
      Severity.WARNING,
      "Replace the members that the message names, one by one; the operator moves no data by itself."),
  VOLUME_CHANGE_REFUSED(
      "VolumeChangeRefused",
      Severity.WARNING,
      "Write what the message says; a volume that exists cannot be changed like this."),
  REPLACING_STATEFULSET(
      "ReplacingStatefulSet",
      Severity.NORMAL,
      "Wait; it is made again with other claim templates, and its pods and volumes stay as they are."),
  RECONFIG_REFUSED(
      "ReconfigRefused",
      Severity.WARNING,
      "The ensemble refused a change of its membership; the message has its answer."),
  SUPERUSER_REFUSED(
      "SuperuserRefused",
      Severity.WARNING,
      "The Secret does not match what the members were started with: restore it, or restart them."),
  OUTCOME_UNKNOWN(
      "OutcomeUnknown",
      Severity.NORMAL,
      "Nothing to do: the operator reads the configuration again before it does anything."),
  CONFIGURATION_CHANGED(
      "ConfigurationChanged", Severity.NORMAL, "Members take the new revision when they restart."),
  OBJECT_REPAIRED("ObjectRepaired", Severity.NORMAL, "Someone changed a managed object."),
  PROBLEM_DETECTED(
      "ProblemDetected",
      Severity.WARNING,
      "Run the command that the message ends with; docs/diagnosis.md explains the rule."),
  PROBLEM_CLEARED("ProblemCleared", Severity.NORMAL, "Nothing to do."),
  UP_TO_DATE("UpToDate", Severity.NORMAL, "Nothing to do."),
  MEMBERSHIP_IN_SYNC("MembershipInSync", Severity.NORMAL, "Nothing to do."),
  MEMBERSHIP_DRIFT(
      "MembershipDrift",
      Severity.WARNING,
      "Wait; members of the ensemble that somebody listed under other addresses are put right."),
  MEMBERSHIP_REPAIRED(
      "MembershipRepaired",
      Severity.NORMAL,
      "Somebody else changed the membership; nothing to do, but find out who holds the superuser's password."),
  FOREIGN_MEMBER(
      "ForeignMember",
      Severity.WARNING,
      "Take the server out of the configuration that the message names, if it does not belong there; the operator does not touch it."),
  MEMBERSHIP_UNKNOWN(
      "MembershipUnknown", Severity.NORMAL, "Known again when a leader can be asked."),
  SITUATION_CHANGED(
      "SituationChanged",
      Severity.NORMAL,
      "Nothing to do: the facts changed while the operator acted, so it looks again."),
  API_REFUSED(
      "ApiRefused",
      Severity.WARNING,
      "The Kubernetes API refused a request; the message has its answer (RBAC, quota, admission).");

  /** How an event with this reason is shown. */
  public enum Severity {
    NORMAL,
    WARNING
  }

  private final String text;
  private final Severity severity;
  private final String remedy;

  Reason(String text, Severity severity, String remedy) {
    this.text = text;
    this.severity = severity;
    this.remedy = remedy;
  }

  /** The name in conditions, events, metrics and logs: CamelCase, without spaces. */
  public String text() {
    return text;
  }

  public Severity severity() {
    return severity;
  }

  /** What a person can do, in one sentence. */
  public String remedy() {
    return remedy;
  }

  @Override
  public String toString() {
    return text;
  }
}
