package dev.quorate.api;

/** What it costs a running ensemble when a field of the specification changes. */
public enum Cost {
  LIVE("live, no member restarts"),
  ROLLING_RESTART("rolling restart, one member at a time, the leader last"),
  MEMBERSHIP_CHANGE("membership change, one member at a time"),
  VOLUME_CHANGE("volumes grow one after the other, while members run"),
  NEW_VOLUMES("new volumes have it, and a member gets them when somebody replaces it"),
  NEVER("never; refused once it is set");

  private final String phrase;

  Cost(String phrase) {
    this.phrase = phrase;
  }

  /** How the sentence "Changing it: …" of a field's description goes on. */
  public String phrase() {
    return phrase;
  }
}
