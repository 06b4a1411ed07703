package dev.quorate.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.testing.ObservedStates;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules that compare a number: what is more than the threshold is a problem, and nothing else. */
class MeasureTest {
  /** It needs ten minutes, so it has tests of its own. */
  private static final Set<String> NEED_MORE_TIME = Set.of("ConnectionChurn", "WatchStorm");

  /** These are known as long as anybody answers. */
  private static final Set<String> NOT_FROM_FIGURES =
      Set.of("LaggingMember", "LeaderFlapping", "ZxidRollOver", "ContainerRestarted", "ProbeSlow");

  static List<String> measured() {
    return Rules.all().stream()
        .filter(rule -> rule.measure().isPresent())
        .map(Rule::name)
        .filter(name -> !NEED_MORE_TIME.contains(name))
        .toList();
  }

  static List<String> critical() {
    return measured().stream().filter(name -> limits(name).critical().isPresent()).toList();
  }

  static List<String> fromFigures() {
    return measured().stream().filter(name -> !NOT_FROM_FIGURES.contains(name)).toList();
  }

  private static Limits limits(String rule) {
    return Thresholds.shipped().of(Rules.named(rule).orElseThrow());
  }

  private static Verdict verdict(String rule, double number) {
    var story = MeasureCases.all().get(rule).apply(number);
    return Verdicts.of(rule, story.then(), story.now(), story.who());
  }

  /** At least one, for what is counted. */
  private static double justAbove(double limit) {
    return limit < 1000 && limit == Math.rint(limit) ? limit + 1 : limit * 1.01;
  }

  @Test
  void everyRuleWithANumberHasACase() {
    assertThat(MeasureCases.all().keySet()).containsExactlyInAnyOrderElementsOf(measured());
  }

  @ParameterizedTest
  @MethodSource("measured")
  void whatIsAtTheThresholdIsFine(String rule) {
    assertThat(verdict(rule, limits(rule).warning())).isEqualTo(Verdict.fine());
  }

  @ParameterizedTest
  @MethodSource("measured")
  void whatIsAboveTheThresholdIsFound(String rule) {
    var found = verdict(rule, justAbove(limits(rule).warning()));
    assertThat(Verdicts.level(found)).contains(Level.WARNING);
    assertThat(((Verdict.Found) found).evidence()).contains("more than");
  }

  @ParameterizedTest
  @MethodSource("critical")
  void whatIsAtTheCriticalLimitIsNotCritical(String rule) {
    assertThat(Verdicts.level(verdict(rule, limits(rule).critical().getAsDouble())))
        .contains(Level.WARNING);
  }

  @ParameterizedTest
  @MethodSource("critical")
  void whatIsAboveTheCriticalLimitIsCritical(String rule) {
    assertThat(Verdicts.level(verdict(rule, justAbove(limits(rule).critical().getAsDouble()))))
        .contains(Level.CRITICAL);
  }

  @ParameterizedTest
  @MethodSource("fromFigures")
  void whatNobodyTellsIsUnknown(String rule) {
    assertThat(Verdicts.of(rule, Scene.healthy(), MeasureCases.WHO)).isEqualTo(Verdict.unknown());
  }

  @ParameterizedTest
  @MethodSource("fromFigures")
  void aProcessThatDoesNotRunHasNoTroubleWithItsFigures(String rule) {
    if (Rules.named(rule).orElseThrow().question().isOfMembers()) {
      assertThat(Verdicts.of(rule, Scene.healthy().but(s -> s.podMissing(3)), 3))
          .isEqualTo(Verdict.fine());
    }
  }

  /** A counter that has begun anew says nothing of the time before. */
  @Test
  void aRestartedProcessCountsAnew() {
    var then = Scene.healthy().tells(Figure.CONNECTIONS_REJECTED, 3);
    var now = Scene.healthy().tells(Figure.CONNECTIONS_REJECTED, 9).member(3, m -> m.restarts = 1);
    assertThat(Verdicts.of("ConnectionLimit", then, now, 3)).isEqualTo(Verdict.unknown());
    assertThat(Verdicts.level(Verdicts.of("ConnectionLimit", then, now, 1)))
        .contains(Level.WARNING);
  }

  /** Else nothing of its first minutes would ever be told. */
  @Test
  void aMemberThatHasJustBegunIsComparedWithTheFirstThatItTold() {
    var start = ObservedStates.NOW;
    var rounds =
        Rounds.first(Scene.healthy().at(start))
            .next(Scene.healthy().tells(Figure.CONNECTIONS_REJECTED, 3).at(start.plusSeconds(5)))
            .next(Scene.healthy().tells(Figure.CONNECTIONS_REJECTED, 9).at(start.plusSeconds(10)));
    var rule = Rules.named("ConnectionLimit").orElseThrow();
    var verdict = rule.question().ask(rounds, Thresholds.shipped().of(rule)).getFirst().verdict();
    assertThat(Verdicts.level(verdict)).contains(Level.WARNING);
  }

  @ParameterizedTest
  @CsvSource({"SlowLogDisk, FSYNC_COUNT", "SlowReads, READ_COUNT", "SlowWrites, UPDATE_COUNT"})
  void whatIsNotUsedIsNotSlow(String rule, Figure count) {
    var idle = Scene.healthy().tells(count, 5);
    assertThat(Verdicts.of(rule, idle, idle, 1)).isEqualTo(Verdict.fine());
  }

  @Test
  void aMemberInAnotherEpochIsNotCompared() {
    var behind = Scene.healthy().but(s -> s.behind(3, 1L << 32));
    assertThat(Verdicts.of("LaggingMember", behind, 3)).isEqualTo(Verdict.unknown());
  }

  @Test
  void onlyTheLeaderHasToWatchItsTransactionNumbers() {
    var late = MeasureCases.all().get("ZxidRollOver").apply(90);
    assertThat(Verdicts.of("ZxidRollOver", late.then(), late.now(), 1)).isEqualTo(Verdict.fine());
  }

  @Test
  void fewEphemeralNodesComeAndGoAsTheyLike() {
    assertThat(
            Verdicts.of(
                "EphemeralSurge",
                Scene.healthy().tells(Figure.EPHEMERALS, 50),
                Scene.healthy().tells(Figure.EPHEMERALS, 0),
                2))
        .isEqualTo(Verdict.fine());
  }

  @Test
  void fewConnectionsMayAllBeOnOneMember() {
    assertThat(
            Verdicts.of(
                "ConnectionImbalance",
                Scene.healthy().tells(Figure.CONNECTIONS, 0).tells(1, Figure.CONNECTIONS, 100),
                1))
        .isEqualTo(Verdict.fine());
  }

  @ParameterizedTest
  @CsvSource({
    "ConnectionChurn, CONNECTION_REQUESTS, 1, 10, false",
    "ConnectionChurn, CONNECTION_REQUESTS, 1, 12, true",
    "ConnectionChurn, CONNECTION_REQUESTS, 0, 5, false",
    "ConnectionChurn, CONNECTION_REQUESTS, 0, 6, true",
    "WatchStorm, DATA_WATCHES_FIRED, 20, 200, false",
    "WatchStorm, DATA_WATCHES_FIRED, 20, 202, true",
    "WatchStorm, DATA_WATCHES_FIRED, 0, 100, false",
    "WatchStorm, CHILD_WATCHES_FIRED, 0, 102, true"
  })
  void whatComesMoreThanTenTimesAsOftenAsBeforeIsASurge(
      String name, Figure figure, int before, int now, boolean found) {
    var start = ObservedStates.NOW;
    var rounds = Rounds.first(counted(figure, 0).at(start));
    for (int minute = 1; minute <= 5; minute++) {
      rounds =
          rounds.next(counted(figure, 60.0 * minute * before).at(start.plusSeconds(60L * minute)));
    }
    rounds =
        rounds.next(
            counted(figure, 300.0 * before + 60.0 * now).at(start.plus(Duration.ofMinutes(6))));
    var rule = Rules.named(name).orElseThrow();
    var verdict = rule.question().ask(rounds, Thresholds.shipped().of(rule)).getFirst().verdict();
    assertThat(Verdicts.level(verdict).isPresent()).isEqualTo(found);
  }

  private static Scene counted(Figure figure, double times) {
    return Scene.healthy().tells(figure, times);
  }

  @Test
  void tellsTheNumberAndTheThreshold() {
    var found = (Verdict.Found) verdict("SlowLogDisk", 34.5678);
    assertThat(found.evidence())
        .isEqualTo("for each write of the log to disk: 34.6 ms, more than 20 ms");
  }
}
