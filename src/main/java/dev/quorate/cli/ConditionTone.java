package dev.quorate.cli;

import dev.quorate.api.Condition;
import dev.quorate.status.ConditionType;
import java.util.Map;
import java.util.Objects;

/** Is a condition as it should be? Some are good when they are true, some when they are false. */
final class ConditionTone {
  private static final String TRUE = "True";
  private static final String FALSE = "False";

  private static final Map<String, String> GOOD =
      Map.of(
          ConditionType.READY.text(), TRUE,
          ConditionType.QUORUM_AVAILABLE.text(), TRUE,
          ConditionType.MEMBERSHIP_IN_SYNC.text(), TRUE,
          ConditionType.UP_TO_DATE.text(), TRUE,
          ConditionType.DIAGNOSIS_CLEAR.text(), TRUE,
          ConditionType.DEGRADED.text(), FALSE,
          ConditionType.PAUSED.text(), FALSE,
          ConditionType.RECONCILING.text(), FALSE,
          ConditionType.STALLED.text(), FALSE,
          ConditionType.SPEC_WARNINGS.text(), FALSE);

  private ConditionTone() {}

  static boolean isGood(Condition condition) {
    return Objects.equals(condition.status(), GOOD.get(condition.type()));
  }

  static Tone of(Condition condition) {
    if (isGood(condition)) {
      return Tone.GOOD;
    }
    boolean isGrave =
        condition.type().equals(ConditionType.QUORUM_AVAILABLE.text())
            || condition.type().equals(ConditionType.STALLED.text());
    return isGrave && !"Unknown".equals(condition.status()) ? Tone.BAD : Tone.WARNING;
  }
}
