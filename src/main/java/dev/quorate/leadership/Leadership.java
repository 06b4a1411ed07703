package dev.quorate.leadership;

/** Whether this process may change anything right now. May be asked by any thread, at any rate. */
@FunctionalInterface
public interface Leadership {

  boolean isHeld();

  /** For a process that runs alone. */
  static Leadership always() {
    return () -> true;
  }
}
