package dev.quorate.plan;

import dev.quorate.model.Reason;
import java.util.Optional;

/**
 * Why the next step waits.
 *
 * @param member pod name of the member that it waits for, when it is one
 * @param message what is missing, with the numbers that were compared
 */
public record Blocker(Reason reason, Optional<String> member, String message) {
  public static Blocker of(Reason reason, String message) {
    return new Blocker(reason, Optional.empty(), message);
  }

  public static Blocker of(Reason reason, String member, String message) {
    return new Blocker(reason, Optional.of(member), message);
  }

  /** The message with the member that it is about. */
  public String sentence() {
    return member.map(m -> m + ": ").orElse("") + message;
  }
}
