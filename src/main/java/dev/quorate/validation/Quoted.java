package dev.quorate.validation;

/** A value as it can stand in a message: short, and without anything that breaks a line. */
final class Quoted {
  private static final int LONGEST = 60;

  private Quoted() {}

  static String of(Object value) {
    String text = String.valueOf(value).replaceAll("[^ -~]", "?");
    return "\"" + (text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…") + "\"";
  }

  /** A map key as the last step of a field's path. */
  static String step(String key) {
    String text = key.replaceAll("[^!-~]", "?");
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }
}
