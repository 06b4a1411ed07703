package dev.quorate.validation;

import dev.quorate.diagnosis.Thresholds;

/** Whether the thresholds of the diagnosis are of rules that have one, and possible. */
final class ThresholdRules {
  private static final String FIELD = "spec.diagnosis.thresholds";
  private static final int MOST = 50;

  private ThresholdRules() {}

  static void areOfRules(Subject subject, Findings findings) {
    var thresholds = subject.spec().diagnosis().thresholds();
    if (thresholds.size() > MOST) {
      findings.refuse(FIELD, "has more than 50 entries", "write fewer");
      return;
    }
    Thresholds.check(FIELD, thresholds)
        .forEach(refused -> findings.refuse(refused.field(), refused.reason(), refused.remedy()));
  }
}
