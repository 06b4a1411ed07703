package dev.quorate.cli;

/** Why nothing was read or done, in words for the person who asked. */
final class Refused extends RuntimeException {
  Refused(String message) {
    super(message, null, false, false);
  }
}
