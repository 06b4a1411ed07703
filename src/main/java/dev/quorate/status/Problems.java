package dev.quorate.status;

import dev.quorate.api.ProblemStatus;
import dev.quorate.diagnosis.Diagnosis;
import dev.quorate.diagnosis.Level;
import dev.quorate.diagnosis.Problem;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is wrong, causes first. An operator that has just begun keeps what was told before it, until
 * it has looked for as long as the rule in question takes.
 */
final class Problems {
  private Problems() {}

  static List<ProblemStatus> of(Findings findings, Snapshot before) {
    var now = findings.problems().stream().map(p -> written(p, before)).toList();
    var kept =
        before.problems().stream()
            .filter(p -> p.rule() != null && findings.undecided().contains(p.rule()))
            .filter(p -> now.stream().noneMatch(other -> isSame(p, other)));
    return Stream.concat(now.stream(), kept).limit(Diagnosis.MOST).toList();
  }

  private static ProblemStatus written(Problem problem, Snapshot before) {
    var written =
        new ProblemStatus(
            problem.reason(),
            problem.level().text(),
            problem.member().orElse(null),
            Timestamp.of(problem.since()),
            BoundedText.of("%s. %s".formatted(problem.message(), problem.remedy())),
            problem.command(),
            problem.consequenceOf().orElse(null));
    return before.problems().stream()
        .filter(p -> isSame(p, written) && p.since() != null)
        .findFirst()
        .map(p -> since(written, p.since()))
        .orElse(written);
  }

  private static ProblemStatus since(ProblemStatus p, String since) {
    return new ProblemStatus(
        p.rule(), p.level(), p.member(), since, p.message(), p.command(), p.causedBy());
  }

  static boolean isSame(ProblemStatus one, ProblemStatus other) {
    return Objects.equals(one.rule(), other.rule()) && Objects.equals(one.member(), other.member());
  }

  /** Somebody should look at it. */
  static boolean isSerious(ProblemStatus problem) {
    return !Level.INFO.text().equals(problem.level());
  }

  /** The cause of most of what is wrong. */
  static Optional<ProblemStatus> root(List<ProblemStatus> problems) {
    return problems.stream().filter(Problems::isSerious).findFirst();
  }
}
