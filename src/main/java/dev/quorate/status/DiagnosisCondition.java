package dev.quorate.status;

import dev.quorate.api.Condition;
import dev.quorate.api.ProblemStatus;
import dev.quorate.facts.Probed;
import dev.quorate.status.Judgement.Truth;
import java.util.List;
import java.util.Optional;

/**
 * Is nothing wrong that somebody should look at? Its reason is the rule that explains the rest. It
 * is not about the specification, so neither Ready nor any other condition depends on it.
 */
final class DiagnosisCondition {
  private static final String CLEAR = "NoProblemFound";
  private static final String UNKNOWN = "NotExamined";

  private DiagnosisCondition() {}

  /** The condition without its times. */
  record Verdict(Truth truth, String reason, String message) {
    static Verdict of(Judgement judgement) {
      return new Verdict(judgement.truth(), judgement.reason().text(), judgement.message());
    }
  }

  static Verdict judge(Findings findings, List<ProblemStatus> problems, Snapshot before) {
    return Problems.root(problems)
        .map(root -> new Verdict(Truth.FALSE, root.rule(), message(root, problems)))
        .or(() -> stillClear(findings, before))
        .orElseGet(() -> withoutProblem(findings.clear()));
  }

  /** An operator that has just begun has nothing to say against it. */
  private static Optional<Verdict> stillClear(Findings findings, Snapshot before) {
    return findings.early()
        ? before
            .condition(ConditionType.DIAGNOSIS_CLEAR)
            .filter(c -> Truth.TRUE.text().equals(c.status()))
            .map(DiagnosisCondition::same)
        : Optional.empty();
  }

  private static Verdict same(Condition condition) {
    return new Verdict(Truth.TRUE, condition.reason(), condition.message());
  }

  private static Verdict withoutProblem(Probed<Boolean> clear) {
    return switch (clear) {
      case Probed.Known<Boolean> _ -> new Verdict(Truth.TRUE, CLEAR, "");
      case Probed.Unknown<Boolean>(String why) -> new Verdict(Truth.UNKNOWN, UNKNOWN, why);
    };
  }

  private static String message(ProblemStatus root, List<ProblemStatus> problems) {
    long others = problems.stream().filter(Problems::isSerious).count() - 1;
    String more = others == 0 ? "" : "; status.problems has %d more".formatted(others);
    return "%s. Next: %s%s".formatted(root.message(), root.command(), more);
  }
}
