package dev.quorate.validation;

import dev.quorate.model.Reason;

/**
 * Fields that this version of the operator reads and does not act on. They are never ignored
 * silently: each one set is a finding, and the ensemble is made as if it were not set.
 */
final class NotSupportedYetRules {
  private NotSupportedYetRules() {}

  static void canary(Subject subject, Findings findings) {
    if (subject.spec().rollout().canarySoakSeconds() > 0) {
      findings.warn(
          Reason.NOT_SUPPORTED_YET,
          "spec.rollout.canarySoakSeconds",
          "this version of the operator does not wait after the first member yet; write 0");
    }
  }
}
