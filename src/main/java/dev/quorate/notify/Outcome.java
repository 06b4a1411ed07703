package dev.quorate.notify;

import java.util.Locale;

/** What became of an event that was to be sent. */
public enum Outcome {
  SENT,
  /** The receiver refused it, or could not be reached for as long as was tried. */
  FAILED,
  /** It was never tried to the end: the queue was full, or the process ended. */
  DROPPED;

  /** The label of the metric. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
