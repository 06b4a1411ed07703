package dev.quorate.simulation.membership;

/**
 * How much of each may still happen.
 *
 * @param faults of members
 * @param crashes of the operator, and answers that are lost
 * @param writes of clients
 * @param slow passes that were planned from an older world
 * @param edits of the specification
 */
record Budget(int faults, int crashes, int writes, int slow, int edits) {
  static final Budget NOTHING = new Budget(0, 0, 0, 0, 0);

  Budget faults(int n) {
    return new Budget(n, crashes, writes, slow, edits);
  }

  Budget crashes(int n) {
    return new Budget(faults, n, writes, slow, edits);
  }

  Budget writes(int n) {
    return new Budget(faults, crashes, n, slow, edits);
  }

  Budget slow(int n) {
    return new Budget(faults, crashes, writes, n, edits);
  }

  Budget edits(int n) {
    return new Budget(faults, crashes, writes, slow, n);
  }
}
