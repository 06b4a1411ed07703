package dev.quorate.notify;

import java.time.Duration;
import java.util.Optional;

/** What one attempt came to. Nothing in it is secret. */
sealed interface Delivery {

  /** The receiver has it. */
  record Arrived() implements Delivery {}

  /**
   * Another attempt may go through.
   *
   * @param asked how long the receiver wants to be left alone, when it says so
   */
  record Again(String why, Optional<Duration> asked) implements Delivery {

    static Again because(String why) {
      return new Again(why, Optional.empty());
    }
  }

  /** No attempt will. */
  record Refused(String why) implements Delivery {}
}
