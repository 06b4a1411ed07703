package dev.quorate;

/**
 * Why the process ends by itself. Told to stop by a signal, it ends with what the JVM makes of it
 * (143 for SIGTERM).
 *
 * @param message for people
 */
public record Exit(Code code, String message) {

  /** What a supervisor sees. */
  public enum Code {
    /** It could not start, or failed in a way that nobody foresaw. */
    FAILED(1),
    /** Variables of the environment are wrong; the log names all of them. */
    BAD_CONFIGURATION(2),
    /** Another replica may act now; this one stopped at once. */
    LEASE_LOST(3),
    /** A cache stopped for good, so this process no longer sees what happens. */
    BLIND(4);

    private final int number;

    Code(int number) {
      this.number = number;
    }

    public int number() {
      return number;
    }
  }
}
