package dev.quorate.plan;

import java.time.Duration;
import java.time.Instant;

/**
 * How soon to look again when no event asks for it.
 *
 * @param atRest while nothing is wrong
 * @param busy while something is awaited
 */
public record Pace(Duration atRest, Duration busy) {

  /** How soon, when nothing is expected to happen before a moment. */
  Duration until(Instant now, Instant moment) {
    if (moment.isAfter(now.plus(atRest))) {
      return atRest;
    }
    return moment.isBefore(now.plus(busy)) ? busy : Duration.between(now, moment);
  }
}
