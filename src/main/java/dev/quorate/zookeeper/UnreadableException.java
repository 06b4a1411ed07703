package dev.quorate.zookeeper;

/** A text is not the report that it should be; carries why, in words for a person. */
public final class UnreadableException extends Exception {
  private static final int LONGEST_QUOTE = 60;

  UnreadableException(String why) {
    super(why, null, false, false);
  }

  /** Why, followed by the offending text: its beginning, without control characters. */
  static UnreadableException quoting(String why, String text) {
    var printable = text.replaceAll("[^\\x20-\\x7e]", "?");
    var quote =
        printable.length() <= LONGEST_QUOTE
            ? printable
            : printable.substring(0, LONGEST_QUOTE) + "…";
    return new UnreadableException(why + ": '" + quote + "'");
  }
}
