package dev.quorate.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.facts.PodFacts.Exit;
import dev.quorate.facts.Probed;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What is told of an ensemble after it has been looked at for a while. */
class DiagnosisTest {
  private static final int LEADER = 2;

  private static Scene corrupt() {
    return Scene.healthy()
        .member(3, m -> m.crashed(new Exit(1, "Error", "Unable to load database on disk"), 0));
  }

  /** Each write of its log takes that long, four times a moment. */
  private static Scene disk(int id, int moment, double milliseconds) {
    return Scene.healthy()
        .tells(Figure.FSYNC_COUNT, 4 * moment)
        .tells(Figure.FSYNC_TIME, 4 * moment)
        .tells(id, Figure.FSYNC_TIME, 4 * moment * milliseconds);
  }

  private static Watch slowDisk(int id, Watch watch) {
    for (int moment = 0; moment < 30; moment++) {
      int now = moment;
      watch.sees(
          1,
          () ->
              disk(id, now, 50 + now / 2.0)
                  .tells(Figure.UPDATE_COUNT, now)
                  .tells(3, Figure.UPDATE_P99, 400));
    }
    return watch;
  }

  @Test
  void aHealthyEnsembleHasNoProblems() {
    var watch = new Watch().seesForMinutes(61, () -> Scene.healthy().tells(Figure.ZNODES, 5));
    assertThat(watch.problems()).isEmpty();
    assertThat(watch.diagnosis().isClear()).isEqualTo(Probed.known(true));
    assertThat(watch.rootCause()).isEmpty();
  }

  @Test
  void whetherAnythingIsWrongIsUnknownAtFirst() {
    assertThat(Diagnosis.nothing().isClear()).isInstanceOf(Probed.Unknown.class);
    assertThat(new Watch().sees(3, Scene::healthy).diagnosis().isClear())
        .isInstanceOf(Probed.Unknown.class);
    assertThat(new Watch().sees(4, Scene::healthy).diagnosis().isClear())
        .isEqualTo(Probed.known(true));
  }

  @Test
  void whetherAnythingIsWrongIsUnknownWhileNobodyAnswers() {
    var watch = new Watch().sees(40, () -> Scene.healthy().but(s -> s.unreachable()));
    assertThat(watch.diagnosis().isClear()).isInstanceOf(Probed.Unknown.class);
  }

  @Test
  void whatIsOnlyGoodToKnowIsNotWrong() {
    var watch = new Watch().seesForMinutes(6, () -> Scene.healthy(1));
    assertThat(watch.problems()).containsExactly("FewVoters");
    assertThat(watch.diagnosis().isClear()).isEqualTo(Probed.known(true));
  }

  @Test
  void theDataThatAMemberCannotStartOnIsTheCauseAndTheRestFollows() {
    var watch = new Watch().sees(4, Scene::healthy).seesForMinutes(3, DiagnosisTest::corrupt);
    assertThat(watch.problems())
        .containsExactly("CorruptData of zk-2", "OneFailureFromOutage", "MemberMissing of zk-2");
    var cause = watch.rootCause().orElseThrow();
    assertThat(cause.consequenceOf()).isEmpty();
    assertThat(cause.rule()).isEqualTo("D41");
    assertThat(cause.level()).isEqualTo(Level.CRITICAL);
    assertThat(cause.member()).contains("zk-2");
    assertThat(cause.message())
        .isEqualTo(
            "zk-2 cannot start on its data (exit code 1; it said: Unable to load database on disk)");
    assertThat(cause.command()).isEqualTo("kubectl logs zk-2 -n ns --previous --tail=50");
    assertThat(cause.runbook()).isEqualTo("docs/runbooks/CorruptData.md");
    assertThat(watch.problem("OneFailureFromOutage").consequenceOf()).contains("CorruptData");
  }

  @Test
  void itIsOverWhenItHasBeenGoodForAMinute() {
    var watch = new Watch().seesForMinutes(3, DiagnosisTest::corrupt).sees(3, Scene::healthy);
    assertThat(watch.problems()).isNotEmpty();
    assertThat(watch.sees(1, Scene::healthy).problems()).isEmpty();
    assertThat(watch.diagnosis().isClear()).isEqualTo(Probed.known(true));
  }

  @Test
  void aSlowDiskOfTheLeaderExplainsSlowWritesEverywhere() {
    var watch = slowDisk(LEADER, new Watch());
    assertThat(watch.problems()).containsExactly("SlowLogDisk of zk-1", "SlowWrites of zk-2");
    assertThat(watch.problem("SlowWrites").consequenceOf()).contains("SlowLogDisk");
  }

  @Test
  void aSlowDiskOfAFollowerDoesNotExplainWhatIsSlowElsewhere() {
    var watch = slowDisk(1, new Watch());
    assertThat(watch.problem("SlowWrites").consequenceOf()).isEmpty();
    assertThat(watch.problem("SlowLogDisk").member()).contains("zk-0");
  }

  @Test
  void theTextStaysTheSameWhileTheNumberMoves() {
    var watch = slowDisk(LEADER, new Watch());
    var before = watch.problem("SlowLogDisk");
    watch.sees(1, () -> disk(LEADER, 31, 66).tells(3, Figure.UPDATE_P99, 400));
    assertThat(watch.problem("SlowLogDisk")).isEqualTo(before);
  }

  @Test
  void aThresholdOfOnesOwnDecides() {
    var patient = Thresholds.shipped().with(Map.of("SlowLogDisk", 200.0));
    assertThat(slowDisk(LEADER, new Watch().with(patient)).problems())
        .containsExactly("SlowWrites of zk-2");
  }

  @Test
  void tellsNoMoreThanAStatusBearsAndTheWorstOfIt() {
    var watch =
        new Watch()
            .seesForMinutes(
                6,
                () ->
                    Scene.healthy(9)
                        .tells(Figure.OUTSTANDING_REQUESTS, 50)
                        .tells(Figure.WATCHES, 500_000)
                        .tells(Figure.DIGEST_MISMATCHES, 1));
    assertThat(watch.problems()).hasSize(Diagnosis.MOST).doesNotHaveDuplicates();
    assertThat(watch.problems().subList(0, 9)).allMatch(p -> p.startsWith("DataDivergence of "));
  }

  @Test
  void theOrderIsTheSameAsLongAsTheProblemsAre() {
    var watch = new Watch().seesForMinutes(6, DiagnosisTest::corrupt);
    List<String> before = watch.problems();
    assertThat(watch.sees(5, DiagnosisTest::corrupt).problems()).isEqualTo(before);
  }

  @Test
  void noQuorumIsTheCauseOfWhatFollowsFromIt() {
    var watch =
        new Watch()
            .sees(4, Scene::healthy)
            .seesForMinutes(2, () -> Scene.healthy().but(s -> s.unreachable(3)))
            .seesForMinutes(
                1, () -> Scene.healthy().but(s -> s.podMissing(3).electing(1).electing(2)));
    assertThat(watch.problems().getFirst()).isEqualTo("NoQuorum");
    assertThat(watch.problem("OneFailureFromOutage").consequenceOf()).contains("NoQuorum");
  }

  @Test
  void aMemberThatIsGoneForGoodTakesItsProblemsWithIt() {
    var five = new Watch().seesForMinutes(2, () -> Scene.healthy(5).tells(5, Figure.WATCHES, 2e5));
    assertThat(five.problems()).containsExactly("TooManyWatches of zk-4");
    assertThat(five.sees(1, Scene::healthy).problems()).isEmpty();
  }

  @Test
  void aMomentThatIsNotLaterChangesNothing() {
    var watch = new Watch().sees(2, Scene::healthy);
    var again = watch.diagnosis().next(corrupt().at(watch.time()));
    assertThat(again).isSameAs(watch.diagnosis());
  }

  @Test
  void keepsNoMoreThanTenMinutes() {
    var watch = new Watch().seesForMinutes(60, Scene::healthy);
    var past = watch.diagnosis().rounds().orElseThrow().past();
    assertThat(past).hasSizeBetween(10, 12);
    assertThat(past.getFirst().at()).isAfterOrEqualTo(watch.time().minusSeconds(11 * 60));
  }

  @Test
  void everyProblemHasANextStep() {
    var problems = new TreeSet<String>();
    var watch = new Watch().seesForMinutes(3, DiagnosisTest::corrupt);
    watch
        .diagnosis()
        .problems()
        .forEach(p -> {
          problems.add(p.reason());
          assertThat(p.remedy()).isNotBlank();
          assertThat(p.command()).startsWith("kubectl ").doesNotContain("{pod}", "{namespace}");
        });
    assertThat(problems).hasSize(3);
  }
}
