package dev.quorate.status;

/** The conditions, in the order of the list. Their names and meanings are API. */
public enum ConditionType {
  READY("Ready"),
  QUORUM_AVAILABLE("QuorumAvailable"),
  DEGRADED("Degraded"),
  MEMBERSHIP_IN_SYNC("MembershipInSync"),
  UP_TO_DATE("UpToDate"),
  PAUSED("Paused"),
  RECONCILING("Reconciling"),
  STALLED("Stalled"),
  DIAGNOSIS_CLEAR("DiagnosisClear"),
  /** Only there while an accepted specification has something that its author should know. */
  SPEC_WARNINGS("SpecWarnings");

  private final String text;

  ConditionType(String text) {
    this.text = text;
  }

  /** The type as it is written in a condition. */
  public String text() {
    return text;
  }
}
