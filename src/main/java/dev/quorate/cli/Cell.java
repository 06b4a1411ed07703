package dev.quorate.cli;

/** A text and how it looks; its width is that of the text. */
record Cell(Tone tone, String text) {

  static Cell of(String text) {
    return new Cell(Tone.PLAIN, text);
  }

  static Cell of(Tone tone, String text) {
    return new Cell(tone, text);
  }

  int width() {
    return text.codePointCount(0, text.length());
  }

  String painted(Ink ink) {
    return ink.paint(tone, text);
  }

  /** As wide as its column. */
  String padded(Ink ink, int width) {
    return painted(ink) + " ".repeat(width - width());
  }
}
