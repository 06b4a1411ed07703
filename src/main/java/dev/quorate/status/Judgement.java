package dev.quorate.status;

import dev.quorate.model.Reason;

/** A condition without its times: whether it holds, why as one word, and why for people. */
record Judgement(Truth truth, Reason reason, String message) {

  /** The three values that Kubernetes knows for a condition's status. */
  enum Truth {
    TRUE("True"),
    FALSE("False"),
    UNKNOWN("Unknown");

    private final String text;

    Truth(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  static Judgement yes(Reason reason, String message) {
    return new Judgement(Truth.TRUE, reason, message);
  }

  static Judgement no(Reason reason, String message) {
    return new Judgement(Truth.FALSE, reason, message);
  }

  static Judgement unknown(Reason reason, String message) {
    return new Judgement(Truth.UNKNOWN, reason, message);
  }

  /** The normal state of a condition that is only True when something is the matter. */
  static Judgement asExpected() {
    return no(Reason.AS_EXPECTED, "");
  }

  boolean holds() {
    return truth == Truth.TRUE;
  }
}
