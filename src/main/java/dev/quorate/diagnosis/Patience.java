package dev.quorate.diagnosis;

/**
 * How many moments in a row it takes, at four a minute.
 *
 * @param fire until it is a problem
 * @param clear until it is none any more
 * @param escalate until it is critical, whatever it was; 0 for never
 */
public record Patience(int fire, int clear, int escalate) {
  private static final int PER_MINUTE = 4;
  private static final int CLEAR = PER_MINUTE;

  public Patience {
    if (fire < 1 || clear < 1 || escalate < 0) {
      throw new IllegalArgumentException("at least one moment, not " + fire + " and " + clear);
    }
  }

  static final Patience AT_ONCE = new Patience(1, CLEAR, 0);
  static final Patience HALF_A_MINUTE = new Patience(PER_MINUTE / 2, CLEAR, 0);

  static Patience minutes(int minutes) {
    return new Patience(minutes * PER_MINUTE, CLEAR, 0);
  }

  /** Critical when it lasts for so long. */
  Patience criticalAfterMinutes(int minutes) {
    return new Patience(fire, clear, minutes * PER_MINUTE);
  }
}
