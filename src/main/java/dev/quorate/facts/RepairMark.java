package dev.quorate.facts;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * That a member is repaired, on its claim: the pod that has the data is to go, and the next one
 * sets the data aside. It survives the operator, and stays as the record of when that was.
 *
 * @param pod uid of the pod that goes
 */
public record RepairMark(String pod, Instant at) {

  /** Empty for what somebody else wrote there. */
  public static Optional<RepairMark> parse(String text) {
    String[] words = text.split(" ", -1);
    try {
      return words.length == 2
          ? Optional.of(new RepairMark(words[0], Instant.parse(words[1])))
          : Optional.empty();
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /** As it is written on the claim. */
  public String text() {
    return pod + " " + at;
  }
}
