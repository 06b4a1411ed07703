package dev.quorate.status;

import java.nio.charset.StandardCharsets;

/** Keeps messages at a size that lists and terminals bear; what is cut ends in an ellipsis. */
final class BoundedText {
  /** Bytes of UTF-8. */
  static final int LIMIT = 1024;

  private static final String ELLIPSIS = "…";

  private BoundedText() {}

  static String of(String text) {
    if (bytes(text) <= LIMIT) {
      return text;
    }
    int room = LIMIT - bytes(ELLIPSIS);
    var kept = new StringBuilder();
    int used = 0;
    for (int codePoint : text.codePoints().toArray()) {
      String character = Character.toString(codePoint);
      used += bytes(character);
      if (used > room) {
        break;
      }
      kept.append(character);
    }
    return kept + ELLIPSIS;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
