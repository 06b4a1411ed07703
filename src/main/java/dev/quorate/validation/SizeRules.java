package dev.quorate.validation;

import dev.quorate.api.ObserversSpec;

/** Whether the ensemble has a size that makes sense (hazards G01, G03, G07, Z23). */
final class SizeRules {
  static final int MOST_VOTERS = 9;
  static final int MOST_OBSERVERS = 100;

  private SizeRules() {}

  static void votersAreOddAndFew(Subject subject, Findings findings) {
    int voters = subject.spec().replicas();
    if (voters < 1 || voters > MOST_VOTERS) {
      findings.refuse(
          "spec.replicas",
          voters + " is not between 1 and " + MOST_VOTERS,
          "write 1, 3, 5, 7 or 9; for more read capacity add observers");
    } else if (voters % 2 == 0) {
      findings.refuse(
          "spec.replicas",
          voters + " voters tolerate no more failures than " + (voters - 1),
          "write " + (voters - 1) + " or " + (voters + 1));
    }
  }

  static void observersFit(Subject subject, Findings findings) {
    ObserversSpec observers = subject.spec().observers();
    if (observers.replicas() < 0 || observers.replicas() > MOST_OBSERVERS) {
      findings.refuse(
          "spec.observers.replicas",
          observers.replicas() + " is not between 0 and " + MOST_OBSERVERS,
          "write a number in between");
    }
  }
}
