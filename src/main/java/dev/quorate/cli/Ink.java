package dev.quorate.cli;

/** What texts are painted with: colours, or nothing. */
enum Ink {
  PLAIN,
  COLOURED;

  String paint(Tone tone, String text) {
    return this == PLAIN || tone == Tone.PLAIN || text.isEmpty()
        ? text
        : "\u001b[%sm%s\u001b[0m".formatted(tone.code(), text);
  }

  String strong(String text) {
    return paint(Tone.STRONG, text);
  }
}
