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
    FAILED(1, "It could not start; the log says why."),
    BAD_CONFIGURATION(2, "Environment variables are wrong; the log names all of them."),
    LEASE_LOST(3, "Another replica may act now, so this one stopped at once."),
    BLIND(4, "A cache stopped for good, so the process no longer saw what happens.");

    private final int number;
    private final String meaning;

    Code(int number, String meaning) {
      this.number = number;
      this.meaning = meaning;
    }

    public int number() {
      return number;
    }

    /** For people. */
    public String meaning() {
      return meaning;
    }
  }
}
