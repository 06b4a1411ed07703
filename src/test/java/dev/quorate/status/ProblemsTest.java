package dev.quorate.status;

import static dev.quorate.testing.ObservedStates.healthy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.api.Condition;
import dev.quorate.api.ProblemStatus;
import dev.quorate.api.ZookeeperClusterStatus;
import dev.quorate.diagnosis.Level;
import dev.quorate.diagnosis.Problem;
import dev.quorate.facts.Probed;
import dev.quorate.model.Announcement;
import dev.quorate.testing.Kstatus;
import dev.quorate.testing.ObservedStates;
import dev.quorate.testing.ToldStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What becomes of the findings of the diagnosis in status, condition and events. */
class ProblemsTest {
  private static final Instant NOW = ObservedStates.NOW;
  private static final Findings CLEAR = findings();

  private ZookeeperClusterStatus status;
  private List<String> events = List.of();

  private ProblemsTest then(Findings findings) {
    var before = status;
    var pass = Passes.three(healthy(3));
    status = new StatusComputer().compute(before, 1, pass, findings, NOW);
    events =
        Announcements.of(before, status, pass.state(), List.of()).stream()
            .map(ProblemsTest::text)
            .toList();
    return this;
  }

  private static String text(Announcement a) {
    return "%s %s %s".formatted(a.type(), a.reason(), a.member().orElse("-"));
  }

  private static Findings findings(Problem... problems) {
    boolean clear = Stream.of(problems).allMatch(p -> p.level() == Level.INFO);
    return new Findings(List.of(problems), Probed.known(clear), false, Set.of());
  }

  /** An operator that has just begun. */
  private static Findings early(String... undecided) {
    return new Findings(List.of(), Probed.unknown("too early"), true, Set.of(undecided));
  }

  private static Problem problem(String rule, Level level, String member) {
    return new Problem(
        "D99",
        rule,
        level,
        Optional.ofNullable(member),
        NOW.minusSeconds(60),
        "%s is slow (twice)".formatted(member),
        "Look at it",
        "kubectl describe pod zk-1",
        "docs/diagnosis.md#d99",
        Optional.empty());
  }

  private static final Problem DISK = problem("SlowLogDisk", Level.WARNING, "zk-1");
  private static final Problem LAG = problem("LaggingMember", Level.WARNING, "zk-1");
  private static final Problem FEW = problem("FewVoters", Level.INFO, null);

  private String condition() {
    return ToldStatus.condition(status, "DiagnosisClear");
  }

  private List<String> rules() {
    return status.problems().stream().map(ProblemStatus::rule).toList();
  }

  @Test
  void nobodyKnowsBeforeItWasExamined() {
    then(Findings.NONE);
    assertThat(condition()).isEqualTo("Unknown NotExamined");
    assertThat(status.problems()).isEmpty();
  }

  @Test
  void isClearWhenNothingIsWrong() {
    assertThat(then(CLEAR).condition()).isEqualTo("True NoProblemFound");
  }

  @Test
  void namesTheRootCauseAndHowManyThereAre() {
    then(CLEAR).then(findings(DISK, LAG));

    assertThat(condition()).isEqualTo("False SlowLogDisk");
    assertThat(rules()).containsExactly("SlowLogDisk", "LaggingMember");
    assertThat(status.conditions())
        .filteredOn(c -> c.type().equals("DiagnosisClear"))
        .extracting(Condition::message)
        .containsExactly(
            "zk-1 is slow (twice). Look at it. Next: kubectl describe pod zk-1;"
                + " status.problems has 1 more");
    assertThat(events)
        .containsExactly("Warning ProblemDetected zk-1", "Warning ProblemDetected zk-1");
  }

  @Test
  void tellsNothingTwiceAndWritesNothingWhenNothingChanged() {
    then(CLEAR).then(findings(DISK));
    var once = status;

    then(findings(DISK));
    assertThat(status).isEqualTo(once);
    assertThat(events).isEmpty();
  }

  @Test
  void tellsThatAProblemIsOver() {
    then(findings(DISK, LAG)).then(findings(LAG));
    assertThat(events).containsExactly("Normal ProblemCleared zk-1");

    then(CLEAR);
    assertThat(events).containsExactly("Normal ProblemCleared zk-1");
    assertThat(condition()).isEqualTo("True NoProblemFound");
  }

  @Test
  void tellsThatAProblemBecameWorse() {
    then(findings(DISK)).then(findings(problem("SlowLogDisk", Level.CRITICAL, "zk-1")));
    assertThat(events).containsExactly("Warning ProblemDetected zk-1");
  }

  @Test
  void whatIsOnlyGoodToKnowIsShownAndNoNews() {
    then(CLEAR).then(findings(FEW));
    assertThat(rules()).containsExactly("FewVoters");
    assertThat(condition()).isEqualTo("True NoProblemFound");
    assertThat(events).isEmpty();
  }

  @Test
  void anOperatorThatHasJustBegunKeepsWhatWasToldUntilItKnowsBetter() {
    then(findings(DISK, LAG)).then(early("SlowLogDisk", "LaggingMember"));
    assertThat(rules()).containsExactly("SlowLogDisk", "LaggingMember");
    assertThat(condition()).isEqualTo("False SlowLogDisk");

    then(early("SlowLogDisk"));
    assertThat(rules()).containsExactly("SlowLogDisk");

    then(CLEAR);
    then(early("SlowLogDisk"));
    assertThat(condition()).isEqualTo("True NoProblemFound");
    assertThat(events).isEmpty();
  }

  @Test
  void isUnknownWhenNobodyAnswersForLong() {
    var silent = new Findings(List.of(), Probed.unknown("no server answers"), false, Set.of());

    assertThat(then(CLEAR).then(silent).condition()).isEqualTo("Unknown NotExamined");
  }

  @Test
  void keepsSinceWhenAProblemWasToldBefore() {
    then(findings(DISK));
    var since = status.problems().getFirst().since();
    var later =
        new Problem(
            "D99",
            "SlowLogDisk",
            Level.WARNING,
            Optional.of("zk-1"),
            NOW,
            "…",
            "…",
            "…",
            "…",
            Optional.empty());

    then(findings(later));
    assertThat(status.problems().getFirst().since()).isEqualTo(since);
  }

  @Test
  void toolsThatWaitForReadyDoNotSeeIt() {
    then(CLEAR);
    assertThat(ToldStatus.condition(status, "Ready")).isEqualTo("True EnsembleReady");

    then(findings(problem("NoQuorum", Level.CRITICAL, null)));
    assertThat(ToldStatus.condition(status, "Ready")).isEqualTo("True EnsembleReady");
    assertThat(Kstatus.of(StatusCase.resource(status, 1))).isEqualTo(Kstatus.CURRENT);
  }

  @Test
  void tellsOfAtMostTwenty() {
    var many =
        IntStream.range(0, 20)
            .mapToObj(i -> problem("Rule" + i, Level.WARNING, "zk-1"))
            .toArray(Problem[]::new);

    then(findings(DISK))
        .then(new Findings(List.of(many), Probed.known(false), false, Set.of("SlowLogDisk")));
    assertThat(status.problems()).hasSize(20);
  }
}
