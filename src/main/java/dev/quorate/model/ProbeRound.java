package dev.quorate.model;

import java.time.Duration;

/** What one round of the performance probe through one member came to. */
public sealed interface ProbeRound {

  /**
   * Every request was answered, and rightly.
   *
   * @param create until the write was acknowledged
   * @param read a sync and the read after it
   * @param delete until the write was acknowledged
   * @param watch from the request to delete until the watch on the node fired
   */
  record Passed(Duration create, Duration read, Duration delete, Duration watch)
      implements ProbeRound {}

  /** A client could not have worked with the member. */
  record Failed(String why) implements ProbeRound {}

  /** It was no longer wanted before it came to its end, which says nothing about the member. */
  record Abandoned() implements ProbeRound {}
}
