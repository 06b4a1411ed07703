package dev.quorate.simulation.membership;

/** A precaution that can be left out, to see what it is good for. */
enum Gate {
  /** A joiner gets its vote only when the leader confirms that it has its data. */
  SYNCED_BEFORE_VOTE,
  /** A reconfiguration is refused when the configuration is not the one that was read. */
  COMPARE_AND_SET,
  /** A joiner that is given up is shut out by a new version before its pod goes. */
  FENCE,
  /** A write commits before the pods of members that left go. */
  BARRIER,
  /** Of several that leave, the leader is the last. */
  LEADER_LAST,
  /** The specification and the pods are read once more before anything is disturbed. */
  READ_AGAIN,
  /** Nobody is disturbed by a plan for which the members were asked long ago. */
  FRESH_LOOK,
  /** A joiner is in the membership list before it has a vote. */
  LISTED_BEFORE_VOTE,
  /** A joiner is not in the membership list before it has the leader's data. */
  SYNCED_BEFORE_LISTED,
  /** Nobody is restarted before whoever was restarted last is synced again. */
  ONE_RESTART,
  /** Kubernetes refuses a write that was computed from an older version of the object. */
  VERSIONED_WRITES
}
