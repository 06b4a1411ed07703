package dev.quorate.validation;

/** Whether every value has the type of its field; else the schema in the cluster is not ours. */
final class ReadableRule {
  private ReadableRule() {}

  static void isReadable(Subject subject, Findings findings) {
    for (String unreadable : subject.spec().unreadable()) {
      int colon = unreadable.indexOf(": ");
      String field = colon < 0 ? "spec" : unreadable.substring(0, colon);
      findings.refuse(
          Quoted.step(field),
          unreadable.substring(colon < 0 ? 0 : colon + 2),
          "correct it or remove it");
    }
  }
}
