package dev.quorate.validation;

/** Whether the performance probe asks neither too often nor never. */
final class ProbeRules {
  private static final int LEAST = 5;
  private static final int MOST = 3600;

  private ProbeRules() {}

  static void intervalIsInRange(Subject subject, Findings findings) {
    int seconds = subject.spec().diagnosis().performanceProbe().intervalSeconds();
    if (seconds < LEAST || seconds > MOST) {
      findings.refuse(
          "spec.diagnosis.performanceProbe.intervalSeconds",
          "%d is not between %d and %d".formatted(seconds, LEAST, MOST),
          "write seconds in this range");
    }
  }
}
