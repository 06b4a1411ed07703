package dev.quorate.cli;

import dev.quorate.api.ProblemStatus;
import dev.quorate.diagnosis.Rule;
import dev.quorate.diagnosis.Rules;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is wrong with a cluster, as far as the operator knows, and whether the operator can be
 * believed.
 */
record Examination(
    String namespace,
    String cluster,
    OperatorHealth operator,
    Optional<String> notExamined,
    List<ProblemStatus> problems,
    Instant now) {

  static Examination of(ClusterFacts facts, OperatorHealth operator) {
    return new Examination(
        facts.namespace(),
        facts.name(),
        operator,
        OperatorHealth.notExamined(facts),
        facts.problems(),
        facts.now());
  }

  /** Nothing that somebody should look at, and no doubt about that. */
  boolean isClear() {
    return operator.troubles().isEmpty()
        && notExamined.isEmpty()
        && problems.stream().noneMatch(LevelTone::isSerious);
  }

  /** Those that nothing else in the list explains, in their order. */
  List<ProblemStatus> causes() {
    return problems.stream().filter(this::isCause).toList();
  }

  private boolean isCause(ProblemStatus problem) {
    return problem.causedBy() == null
        || problem.causedBy().equals(problem.rule())
        || problems.stream().noneMatch(p -> problem.causedBy().equals(p.rule()));
  }

  /** What a problem explains; of several with the same rule the first one explains it. */
  List<ProblemStatus> consequencesOf(ProblemStatus cause) {
    boolean isFirst =
        problems.stream()
            .filter(p -> Objects.equals(p.rule(), cause.rule()))
            .findFirst()
            .filter(cause::equals)
            .isPresent();
    return isFirst
        ? problems.stream()
            .filter(p -> !isCause(p) && Objects.equals(p.causedBy(), cause.rule()))
            .toList()
        : List.of();
  }

  /** Where a problem is explained; empty for a rule of another version. */
  static Optional<String> runbook(ProblemStatus problem) {
    return Rules.named(problem.rule()).map(Rule::runbook);
  }
}
