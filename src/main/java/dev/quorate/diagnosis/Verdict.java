package dev.quorate.diagnosis;

/** What a rule says of one moment. */
public sealed interface Verdict {

  /**
   * It is so.
   *
   * @param kind what does not change while it stays the same problem: the evidence is told anew
   *     only when this changes, so that a number that moves is not news
   * @param evidence the rest of a sentence that begins with who it is about
   */
  record Found(Level level, String kind, String evidence) implements Verdict {}

  /** It is not so. */
  record Fine() implements Verdict {}

  /** Nobody can tell, which neither begins a problem nor ends one. */
  record Unknown() implements Verdict {}

  static Verdict found(Level level, String evidence) {
    return new Found(level, evidence, evidence);
  }

  static Verdict found(Level level, String kind, String evidence) {
    return new Found(level, kind, evidence);
  }

  static Verdict fine() {
    return new Fine();
  }

  static Verdict unknown() {
    return new Unknown();
  }

  /** Found when there is something, else fine. */
  static Verdict foundIf(boolean isSo, Level level, String evidence) {
    return isSo ? found(level, evidence) : fine();
  }
}
