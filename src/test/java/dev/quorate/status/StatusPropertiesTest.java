package dev.quorate.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.api.BlockedStatus;
import dev.quorate.api.Condition;
import dev.quorate.api.MemberStatus;
import dev.quorate.api.ZookeeperClusterStatus;
import dev.quorate.facts.PodFacts;
import dev.quorate.model.QuorumConfig;
import dev.quorate.testing.ObservedStates;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for every status, whatever was seen, planned and done. */
class StatusPropertiesTest {
  private static final int SEEDS = 1000;
  private static final Instant EARLIER = ObservedStates.NOW;
  private static final Instant NOW = EARLIER.plusSeconds(60);
  private static final List<String> ALWAYS =
      List.of(
          "Ready",
          "QuorumAvailable",
          "Degraded",
          "MembershipInSync",
          "UpToDate",
          "Paused",
          "Reconciling",
          "Stalled",
          "DiagnosisClear");

  private static final List<Run> RUNS =
      LongStream.range(0, SEEDS).mapToObj(StatusPropertiesTest::run).toList();

  /** Two passes in a row that have nothing to do with each other. */
  private record Run(
      long seed, ZookeeperClusterStatus previous, Pass pass, ZookeeperClusterStatus status) {
    private void check(Consumer<Run> property) {
      try {
        property.accept(this);
      } catch (AssertionError e) {
        throw new AssertionError("seed %d: %s".formatted(seed, e.getMessage()), e);
      }
    }
  }

  private static Run run(long seed) {
    var random = new RandomPasses(seed);
    var previous = compute(null, random.next(), EARLIER);
    var pass = random.next();
    return new Run(seed, previous, pass, compute(previous, pass, NOW));
  }

  private static ZookeeperClusterStatus compute(
      ZookeeperClusterStatus previous, Pass pass, Instant now) {
    return new StatusComputer().compute(previous, 7, pass, now);
  }

  private static void each(List<Run> runs, Consumer<Run> property) {
    runs.forEach(run -> run.check(property));
  }

  private static Optional<Condition> condition(ZookeeperClusterStatus status, String type) {
    return status.conditions().stream().filter(c -> c.type().equals(type)).findFirst();
  }

  private static boolean holds(ZookeeperClusterStatus status, String type) {
    return condition(status, type).orElseThrow().status().equals("True");
  }

  @Test
  void exactlyOneOfReadyReconcilingStalledAndPausedHolds() {
    each(
        RUNS,
        run ->
            assertThat(
                    Stream.of("Ready", "Reconciling", "Stalled", "Paused")
                        .filter(type -> holds(run.status(), type)))
                .hasSize(1));
  }

  @Test
  void allConditionsAreThereInOneOrderForThisGeneration() {
    each(
        RUNS,
        run -> {
          var conditions = run.status().conditions();
          assertThat(conditions.stream().map(Condition::type).limit(ALWAYS.size()))
              .isEqualTo(ALWAYS);
          assertThat(conditions.stream().skip(ALWAYS.size()).map(Condition::type))
              .isSubsetOf("SpecWarnings");
          assertThat(conditions).allMatch(c -> c.observedGeneration() == 7);
          assertThat(conditions).allMatch(c -> c.reason().matches("[A-Z][A-Za-z]+"));
          assertThat(run.status().observedGeneration()).isEqualTo(7);
        });
  }

  /** So that a pass need not be made again when only that has moved. */
  @Test
  void transactionsAndLoadDecideNothing() {
    each(
        RUNS,
        run -> {
          if (run.pass() instanceof Pass.Planned(var verdict, var state, var plan, var outcomes)) {
            var steady = state.steady();
            assertThat(Passes.plan(verdict.ensemble(), steady))
                .isEqualTo(Passes.plan(verdict.ensemble(), state));
            assertThat(
                    compute(run.previous(), new Pass.Planned(verdict, steady, plan, outcomes), NOW))
                .isEqualTo(run.status());
          }
        });
  }

  /** Oracle of an honest status: Ready says more than any planner's word. */
  @Test
  void readyOnlyWhenEverythingWantedServesAndNothingWaits() {
    var ready = RUNS.stream().filter(run -> holds(run.status(), "Ready")).toList();

    assertThat(ready).hasSizeGreaterThan(SEEDS / 20);
    each(
        ready,
        run -> {
          var planned = (Pass.Planned) run.pass();
          var state = planned.state();
          var wanted = planned.verdict().ensemble().voterIds();
          assertThat(state.quorum().leading()).isPresent();
          assertThat(state.quorum().config().ifKnown().map(QuorumConfig::voters)).contains(wanted);
          assertThat(state.quorum().synced()).containsAll(wanted);
          assertThat(wanted).allMatch(id -> state.member(id).pod().orElseThrow().ready());
          assertThat(
                  state.members().values().stream()
                      .flatMap(m -> m.pod().flatMap(PodFacts::revision).stream()))
              .containsOnly(planned.plan().revisions().orElseThrow().voters());
          assertThat(planned.outcomes().failure()).isEmpty();
          assertThat(planned.verdict().ensemble().paused()).isFalse();
          assertThat(run.status().blocked()).isEmpty();
        });
  }

  @Test
  void transitionTimesChangeWhenAndOnlyWhenAStatusFlips() {
    each(
        RUNS,
        run -> {
          var previous = run.previous();
          for (Condition now : run.status().conditions()) {
            boolean same =
                condition(previous, now.type())
                    .map(then -> then.status().equals(now.status()))
                    .orElse(false);
            assertThat(now.lastTransitionTime()).isEqualTo((same ? EARLIER : NOW).toString());
          }
        });
  }

  @Test
  void waitingTimesAreKeptWhileReasonAndMemberAreTheSame() {
    each(
        RUNS,
        run -> {
          var previous = run.previous().blocked();
          for (BlockedStatus now : run.status().blocked()) {
            boolean same =
                previous.stream()
                    .anyMatch(then ->
                        then.reason().equals(now.reason())
                            && Objects.equals(then.member(), now.member()));
            assertThat(now.since()).isEqualTo((same ? EARLIER : NOW).toString());
          }
        });
  }

  @Test
  void equalInputGivesAnEqualStatus() {
    each(RUNS, run -> assertThat(run(run.seed()).status()).isEqualTo(run.status()));
  }

  @Test
  void repeatedPassesLeaveTheStatusAsItIs() {
    each(
        RUNS,
        run -> {
          var once = run.status();
          var twice = new StatusComputer().compute(once, 7, run.pass(), NOW.plusSeconds(86_400));
          assertThat(twice).isEqualTo(once);
          assertThat(Announcements.of(once, twice, run.pass().state(), List.of())).isEmpty();
        });
  }

  /** What was written earlier lends times and the formed record, and decides nothing. */
  @Test
  void thePreviousStatusDecidesNothing() {
    var some = RUNS.stream().filter(run -> run.previous().formed() == null).toList();
    assertThat(some).hasSizeGreaterThan(SEEDS / 20);
    each(
        some,
        run -> {
          var alone = compute(null, run.pass(), NOW);
          assertThat(withoutTimes(run.status())).isEqualTo(withoutTimes(alone));
          assertThat(run.status().members()).isEqualTo(alone.members());
          assertThat(run.status().quorum()).isEqualTo(alone.quorum());
        });
  }

  private static List<String> withoutTimes(ZookeeperClusterStatus status) {
    return status.conditions().stream()
        .map(c -> String.join(" ", c.type(), c.status(), c.reason(), c.message()))
        .toList();
  }

  @Test
  void formedIsSetOnceAndKeptForEver() {
    var some = RUNS.stream().filter(run -> run.previous().formed() != null).toList();
    assertThat(some).hasSizeGreaterThan(SEEDS / 4);
    each(some, run -> assertThat(run.status().formed()).isEqualTo(run.previous().formed()));
  }

  @Test
  void everyTextIsBounded() {
    each(
        RUNS,
        run ->
            assertThat(texts(run.status()))
                .allMatch(t -> t.getBytes(StandardCharsets.UTF_8).length <= 1024));
  }

  private static Stream<String> texts(ZookeeperClusterStatus status) {
    return Stream.of(
            status.conditions().stream().map(Condition::message),
            status.members().stream().map(MemberStatus::message),
            status.blocked().stream().map(BlockedStatus::message))
        .flatMap(s -> s)
        .filter(Objects::nonNull);
  }

  @Test
  void countsThatToolsRelyOnAreNeverMissing() {
    each(
        RUNS,
        run -> {
          assertThat(run.status().replicas()).isNotNull();
          assertThat(run.status().readyReplicas()).isNotNull();
          assertThat(run.status().selector()).contains("zookeeper.quorate.dev/role=voter");
        });
  }
}
