package dev.quorate.validation;

import dev.quorate.model.Reason;
import java.util.ArrayList;
import java.util.List;

/** Collects what the rules find, and no more of it than fits into a condition. */
final class Findings {
  private static final int MOST = 20;

  private final List<Refusal> refusals = new ArrayList<>();
  private final List<Warning> warnings = new ArrayList<>();
  private int more;

  void refuse(String field, String reason, String remedy) {
    if (refusals.size() < MOST) {
      refusals.add(new Refusal(field, reason, remedy));
    } else {
      more++;
    }
  }

  void warn(String field, String message) {
    warn(Reason.SPEC_WARNING, field, message);
  }

  void warn(Reason reason, String field, String message) {
    if (warnings.size() < MOST) {
      warnings.add(new Warning(reason, field, message));
    }
  }

  boolean refused() {
    return !refusals.isEmpty();
  }

  List<Refusal> refusals() {
    var all = new ArrayList<>(refusals);
    if (more > 0) {
      all.add(new Refusal("spec", "has " + more + " further problems", "correct these first"));
    }
    return all;
  }

  List<Warning> warnings() {
    return List.copyOf(warnings);
  }
}
