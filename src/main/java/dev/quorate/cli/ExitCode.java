package dev.quorate.cli;

/** How a command ends; scripts may rely on it. */
final class ExitCode {
  /** Done, and nothing is wrong. */
  static final int CLEAR = 0;

  /** Something is wrong, or it is not known whether something is. */
  static final int PROBLEMS = 1;

  /** Nothing was done: wrong usage, no such cluster or member, not allowed, not reachable. */
  static final int REFUSED = 2;

  private ExitCode() {}
}
