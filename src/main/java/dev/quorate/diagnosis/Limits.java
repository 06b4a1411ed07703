package dev.quorate.diagnosis;

import java.util.OptionalDouble;

/**
 * From which number on something is a problem. Only what is more than a limit exceeds it.
 *
 * @param critical empty when no number is
 */
public record Limits(double warning, OptionalDouble critical) {
  /** For questions that have no number. */
  static final Limits NONE = new Limits(0, OptionalDouble.empty());
}
