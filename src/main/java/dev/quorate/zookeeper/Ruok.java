package dev.quorate.zookeeper;

/** What {@code ruok} reports: the process runs, which says nothing about a quorum. */
public enum Ruok {
  IM_OK;

  /** Reads an answer to {@code ruok}. */
  public static Reading<Ruok> read(Answer answer) {
    return Reading.of(answer, Ruok::parse);
  }

  private static Ruok parse(String text) throws UnreadableException {
    if (!text.strip().equals("imok")) {
      throw UnreadableException.quoting("not imok", text);
    }
    return IM_OK;
  }
}
