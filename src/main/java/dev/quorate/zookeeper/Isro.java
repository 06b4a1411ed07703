package dev.quorate.zookeeper;

/** What {@code isro} reports: whether a server that serves takes writes. */
public enum Isro {
  READ_WRITE,
  READ_ONLY;

  /** Reads an answer to {@code isro}. */
  public static Reading<Isro> read(Answer answer) {
    return answer instanceof Answer.Text(var text) && text.strip().equals("null")
        ? new Reading.NotServing<>()
        : Reading.of(answer, Isro::parse);
  }

  private static Isro parse(String text) throws UnreadableException {
    return switch (text.strip()) {
      case "rw" -> READ_WRITE;
      case "ro" -> READ_ONLY;
      default -> throw UnreadableException.quoting("neither rw nor ro", text);
    };
  }
}
