package dev.quorate.api;

/**
 * What it costs a running ensemble when a field of the specification changes. A test changes every
 * field and looks at what comes out, so that none of these is only claimed.
 */
public enum Cost {
  /** No object is another one; the operator itself acts in another way. */
  NOTHING("nothing; it tells the operator how to act"),
  /** Objects change that no server reads. */
  LIVE("live, no member restarts"),
  /** The pods' revision is another one. */
  ROLLING_RESTART("rolling restart, the leader last"),
  /** Members join or leave; those that stay keep running. */
  MEMBERSHIP_CHANGE("membership change, one member at a time"),
  /** Claims change; members keep running. */
  VOLUME_CHANGE("volumes grow one after the other, while members run"),
  /** Claim templates change; claims that exist do not. */
  NEW_VOLUMES("new volumes have it, and a member gets them when somebody replaces it"),
  /** The API server refuses it, and so does the operator. */
  NEVER("refused once the cluster exists");

  private final String phrase;

  Cost(String phrase) {
    this.phrase = phrase;
  }

  /** How the sentence "Changing it: …" of a field's description goes on. */
  public String phrase() {
    return phrase;
  }
}
