package dev.quorate.architecture.wrong.reconcile;

/** A setting that no table of settings knows. */
public final class ReadsTheEnvironment {
  static String setting() {
    return System.getenv("HOME");
  }
}
