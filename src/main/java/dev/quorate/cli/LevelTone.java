package dev.quorate.cli;

import dev.quorate.api.ProblemStatus;
import dev.quorate.diagnosis.Level;

/** How bad a problem looks. */
final class LevelTone {
  private LevelTone() {}

  static Tone of(ProblemStatus problem) {
    if (Level.CRITICAL.text().equals(problem.level())) {
      return Tone.BAD;
    }
    return isSerious(problem) ? Tone.WARNING : Tone.PLAIN;
  }

  /** Somebody should look at it. */
  static boolean isSerious(ProblemStatus problem) {
    return !Level.INFO.text().equals(problem.level());
  }
}
