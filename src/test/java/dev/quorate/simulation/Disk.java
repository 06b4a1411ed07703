package dev.quorate.simulation;

/**
 * What is on a member's volume.
 *
 * @param kind empty, prepared by a first start, or holding data
 * @param history how many acknowledged writes the data holds
 */
record Disk(Kind kind, int history) {
  enum Kind {
    EMPTY,
    BOOTSTRAPPED,
    DATA
  }

  static final Disk EMPTY = new Disk(Kind.EMPTY, 0);
  static final Disk BOOTSTRAPPED = new Disk(Kind.BOOTSTRAPPED, 0);

  static Disk data(int history) {
    return new Disk(Kind.DATA, history);
  }
}
