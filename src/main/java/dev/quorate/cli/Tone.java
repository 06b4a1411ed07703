package dev.quorate.cli;

/** How something looks where there are colours; each text has to say the same without. */
enum Tone {
  PLAIN(""),
  STRONG("1"),
  FAINT("2"),
  BAD("31"),
  GOOD("32"),
  WARNING("33");

  private final String code;

  Tone(String code) {
    this.code = code;
  }

  /** The parameter of the terminal's escape sequence. */
  String code() {
    return code;
  }
}
