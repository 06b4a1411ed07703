package dev.quorate.validation;

import dev.quorate.model.Labels;

/** Whether the times of a rollout are possible. */
final class RolloutRules {
  private static final int DAY = 86_400;
  private static final int MINUTE = 60;
  private static final int LONGEST_MARK = 64;

  private RolloutRules() {}

  static void timesAreInRange(Subject subject, Findings findings) {
    var rollout = subject.spec().rollout();
    range("spec.rollout.canarySoakSeconds", rollout.canarySoakSeconds(), 0, findings);
    range(
        "spec.rollout.progressDeadlineSeconds",
        rollout.progressDeadlineSeconds(),
        MINUTE,
        findings);
  }

  /** The mark is compared, not read as a time; but it ends up in the pod's annotations. */
  static void restartMarkIsShort(Subject subject, Findings findings) {
    String mark = Absent.map(subject.metadata().getAnnotations()).get(Labels.RESTART_AT);
    if (mark != null && !mark.matches("[!-~]{1," + LONGEST_MARK + "}")) {
      findings.refuse(
          "metadata.annotations." + Labels.RESTART_AT,
          Quoted.of(mark) + " is not a time",
          "write for example 2026-01-31T12:00:00Z");
    }
  }

  /** A person who wrote anything wants to be asked; what else it may mean is not guessed. */
  static void planMarkIsTrueOrFalse(Subject subject, Findings findings) {
    String mark = Absent.map(subject.metadata().getAnnotations()).get(Labels.PLAN);
    if (mark != null && !mark.equals("true") && !mark.equals("false")) {
      findings.refuse(
          "metadata.annotations." + Labels.PLAN,
          Quoted.of(mark) + " is neither true nor false",
          "write \"true\" to see and approve what a change does before it is done, or remove it");
    }
  }

  private static void range(String field, int value, int least, Findings findings) {
    if (value < least || value > DAY) {
      findings.refuse(
          field, value + " is not between " + least + " and " + DAY, "write seconds in this range");
    }
  }
}
