package dev.quorate.diagnosis;

/** How bad a problem is; the worst first. */
public enum Level {
  /** Clients are affected, or data is in danger. */
  CRITICAL("Critical"),
  /** Nobody may have noticed yet. */
  WARNING("Warning"),
  /** Good to know; nothing is broken. */
  INFO("Info");

  private final String text;

  Level(String text) {
    this.text = text;
  }

  /** The word in status and metrics. */
  public String text() {
    return text;
  }

  /** The worse of the two. */
  Level or(Level other) {
    return compareTo(other) <= 0 ? this : other;
  }
}
