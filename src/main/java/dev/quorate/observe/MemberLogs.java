package dev.quorate.observe;

import dev.quorate.facts.Probed;
import java.time.Duration;

/** The newest lines of what a member's server writes to its standard output. */
@FunctionalInterface
public interface MemberLogs {
  /** Older lines tell of what may have passed. */
  Duration AGE = Duration.ofMinutes(5);

  /** More of them tell nothing more. */
  int LINES = 500;

  /** However long they are. */
  int BYTES = 128 * 1024;

  /**
   * The lines of the last {@link #AGE}, the newest {@link #LINES} of them, at most {@link #BYTES};
   * unknown with the reason when they cannot be read.
   */
  Probed<String> tail(String namespace, String pod);

  /** Where nobody may read logs. */
  static MemberLogs none() {
    return (_, _) -> Probed.unknown("the operator does not read logs");
  }
}
