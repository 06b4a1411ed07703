package dev.quorate.model;

/** A line of a log as a message bears it: short, and without what looks like a secret. */
public final class Excerpt {
  private static final int LONGEST = 240;

  private Excerpt() {}

  public static String of(String line) {
    String text = Redaction.of(line.strip());
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }
}
