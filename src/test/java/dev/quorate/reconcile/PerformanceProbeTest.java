package dev.quorate.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.metrics.ClusterMeters;
import dev.quorate.model.ProbeRound;
import dev.quorate.model.Reason;
import dev.quorate.testing.Ensembles;
import dev.quorate.testing.ObservedStates;
import dev.quorate.zookeeper.Login;
import dev.quorate.zookeeper.ProbeSession;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A probe whose time passes, and whose threads run, when the test says so. */
class PerformanceProbeTest {
  private static final ProbeRound PASSED =
      new ProbeRound.Passed(
          Duration.ofMillis(4), Duration.ofMillis(1), Duration.ofMillis(4), Duration.ofMillis(5));
  private static final ProbeRound FAILED = new ProbeRound.Failed("connect: no answer");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final ClusterMeters meters = new ClusterMeters();
  private final List<FakeSession> opened = new ArrayList<>();
  private final Map<String, ProbeRound> answers = new TreeMap<>();
  private final Deque<Runnable> held = new ArrayDeque<>();
  private Executor threads = Runnable::run;
  private boolean leading = true;
  private boolean throwing;
  private Optional<Login> login = Optional.of(new Login.Superuser("s3cret"));
  private Duration elapsed = Duration.ofDays(300);
  private final PerformanceProbe probe =
      new PerformanceProbe(
          new PerformanceProbe.Surroundings(
              (server, _) -> open(server),
              _ -> login,
              () -> leading,
              task -> threads.execute(task)),
          meters.probe(),
          () -> elapsed.toNanos());

  PerformanceProbeTest() {
    registry.getPrometheusRegistry().register(meters);
  }

  @AfterEach
  void close() {
    probe.close();
  }

  private ProbeSession open(String server) {
    if (throwing) {
      throw new IllegalStateException("a defect");
    }
    var session = new FakeSession(server);
    opened.add(session);
    return session;
  }

  private final class FakeSession implements ProbeSession {
    private final String server;
    private int rounds;
    private boolean alive = true;
    private boolean closed;

    private FakeSession(String server) {
      this.server = server;
    }

    @Override
    public boolean isAlive() {
      return alive;
    }

    @Override
    public ProbeRound round(Duration deadline, BooleanSupplier wanted) {
      rounds++;
      return wanted.getAsBoolean()
          ? answers.getOrDefault(server, PASSED)
          : new ProbeRound.Abandoned();
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private void pass(Ensembles ensemble, ObservedStates seen) {
    probe.passed(ProbePasses.of(ensemble.build(), seen, Reason.ENSEMBLE_READY));
  }

  private static Ensembles probed() {
    return Ensembles.of(3).probed(Duration.ofSeconds(10));
  }

  private void pass() {
    pass(probed(), ObservedStates.healthy(3));
  }

  private void seconds(int count) {
    for (int second = 0; second < count; second++) {
      probe.tick();
      elapsed = elapsed.plusSeconds(1);
    }
  }

  private String server(String pod) {
    return ProbeTargets.of(
            ProbePasses.of(probed().build(), ObservedStates.healthy(3), Reason.ENSEMBLE_READY))
        .orElseThrow()
        .members()
        .get(pod)
        .orElseThrow();
  }

  private int rounds(String pod, String outcome) {
    return registry
        .scrape()
        .lines()
        .filter(line -> line.startsWith("quorate_probe_rounds_total"))
        .filter(line -> line.contains("\"" + pod + "\"") && line.contains("\"" + outcome + "\""))
        .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .findFirst()
        .orElse(-1);
  }

  @Test
  void asksEachMemberOnceInAnIntervalAndKeepsTheSession() {
    pass();
    seconds(60);
    assertThat(opened).hasSize(3).allMatch(s -> s.rounds == 6 && !s.closed);
    assertThat(rounds("zk-1", "passed")).isEqualTo(6);
    assertThat(rounds("zk-1", "failed")).isZero();
  }

  @Test
  void asksNobodyBeforeAPass() {
    seconds(60);
    assertThat(opened).isEmpty();
  }

  @Test
  void manyPassesAreNoReasonToAskMoreOften() {
    for (int second = 0; second < 60; second++) {
      pass();
      seconds(1);
    }
    assertThat(opened).hasSize(3).allMatch(s -> s.rounds == 6);
  }

  @Test
  void aMemberThatFailsCountsAsOftenAsOthersPassAndGetsANewSessionEachTime() {
    answers.put(server("zk-1"), FAILED);
    pass();
    seconds(60);
    assertThat(rounds("zk-1", "failed")).isEqualTo(6);
    assertThat(rounds("zk-0", "passed")).isEqualTo(6);
    var failed = opened.stream().filter(s -> s.server.equals(server("zk-1"))).toList();
    assertThat(failed).hasSize(6).allMatch(s -> s.rounds == 1 && s.closed);
  }

  @Test
  void tellsTheDiagnosisHowTheLatestRoundsWentAndNothingOfWhatIsTurnedOff() {
    answers.put(server("zk-1"), FAILED);
    pass();
    seconds(30);
    var courses = probe.courses(Ensembles.three().names());
    assertThat(courses.get("zk-1").failures()).isEqualTo(3);
    assertThat(courses.get("zk-1").why()).isEqualTo("connect: no answer");
    assertThat(courses.get("zk-0").isFailing()).isFalse();

    pass(Ensembles.of(3), ObservedStates.healthy(3));
    assertThat(probe.courses(Ensembles.three().names())).isEmpty();
  }

  @Test
  void aSessionThatExpiredBetweenRoundsIsReplacedAndNoFailure() {
    pass();
    seconds(10);
    opened.getFirst().alive = false;
    seconds(10);
    assertThat(opened).hasSize(4);
    assertThat(opened.getFirst().closed).isTrue();
    assertThat(rounds("zk-0", "failed")).isZero();
  }

  @Test
  void aMemberWithoutAnAddressFailsAndNothingIsSent() {
    pass(probed(), ObservedStates.healthy(3).podMissing(2));
    seconds(10);
    assertThat(opened).extracting(s -> s.server).doesNotContain(server("zk-1")).hasSize(2);
    assertThat(rounds("zk-1", "failed")).isEqualTo(1);
  }

  @Test
  void aRoundThatIsStillOutHoldsUpNobody() {
    threads = held::add;
    pass();
    seconds(30);
    assertThat(held).as("one round a member, and no second one").hasSize(3);
    held.poll().run();
    held.poll().run();
    assertThat(rounds("zk-0", "passed") + rounds("zk-1", "passed")).isEqualTo(2);
    assertThat(rounds("zk-2", "passed")).isZero();
    seconds(10);
    assertThat(held).hasSize(3);
  }

  @Test
  void whatIsTurnedOffEndsItsSessionsAndItsNumbers() {
    pass();
    seconds(10);
    pass(Ensembles.of(3), ObservedStates.healthy(3));
    seconds(60);
    assertThat(opened).hasSize(3).allMatch(s -> s.rounds == 1 && s.closed);
    assertThat(registry.scrape()).doesNotContain("quorate_probe");
  }

  @Test
  void whatIsPausedEndsItsSessions() {
    pass();
    seconds(10);
    pass(probed().paused(), ObservedStates.healthy(3));
    seconds(60);
    assertThat(opened).hasSize(3).allMatch(s -> s.rounds == 1 && s.closed);
  }

  @Test
  void aClusterThatIsGoneLeavesNothing() {
    pass();
    seconds(10);
    probe.forget("ns", "zk");
    seconds(60);
    assertThat(opened).hasSize(3).allMatch(s -> s.rounds == 1 && s.closed);
    assertThat(registry.scrape()).doesNotContain("quorate_probe");
  }

  @Test
  void aRoundThatWasOutWhenItWasTurnedOffSendsNothingAndIsNotCounted() {
    threads = held::add;
    pass();
    seconds(1);
    pass(Ensembles.of(3), ObservedStates.healthy(3));
    runHeld();
    assertThat(opened).isEmpty();
    assertThat(registry.scrape()).doesNotContain("quorate_probe");
  }

  @Test
  void aMemberThatLeavesIsNoLongerAsked() {
    pass(Ensembles.of(5).probed(Duration.ofSeconds(10)), ObservedStates.healthy(5));
    seconds(10);
    pass(
        Ensembles.of(3).probed(Duration.ofSeconds(10)),
        ObservedStates.healthy(5).committed(1, 2, 3));
    seconds(10);
    assertThat(opened.stream().filter(s -> s.closed)).hasSize(2);
    assertThat(rounds("zk-2", "passed")).isEqualTo(2);
    assertThat(rounds("zk-4", "passed")).isEqualTo(-1);
  }

  @Test
  void aProcessWithoutTheLeaseSendsNothing() {
    pass();
    leading = false;
    seconds(60);
    assertThat(opened).isEmpty();
    leading = true;
    seconds(1);
    assertThat(opened).hasSize(3);
  }

  @Test
  void whoLosesTheLeaseInTheMiddleOfARoundCountsNoFailure() {
    threads = held::add;
    pass();
    seconds(1);
    leading = false;
    runHeld();
    assertThat(opened).isEmpty();
    assertThat(rounds("zk-0", "failed")).isZero();
  }

  @Test
  void aPasswordThatCannotBeReadIsNoFailureOfTheMember() {
    login = Optional.empty();
    pass();
    seconds(10);
    assertThat(opened).isEmpty();
    assertThat(rounds("zk-0", "failed")).isZero();
    login = Optional.of(new Login.Superuser("s3cret"));
    seconds(10);
    assertThat(rounds("zk-0", "passed")).isEqualTo(1);
  }

  @Test
  void aDefectIsNoFailureOfTheMemberAndTheNextRoundIsMade() {
    throwing = true;
    pass();
    seconds(10);
    throwing = false;
    seconds(10);
    assertThat(rounds("zk-0", "failed")).isZero();
    assertThat(rounds("zk-0", "passed")).isEqualTo(1);
  }

  @Test
  void aShorterIntervalHoldsAtOnce() {
    pass(Ensembles.of(3).probed(Duration.ofHours(1)), ObservedStates.healthy(3));
    seconds(60);
    pass();
    seconds(10);
    assertThat(opened).hasSize(3).allMatch(s -> s.rounds == 2);
  }

  @Test
  void afterTheEndNobodyIsAskedWhateverPassesFollow() {
    pass();
    seconds(10);
    probe.close();
    pass();
    seconds(60);
    assertThat(opened).hasSize(3).allMatch(s -> s.rounds == 1 && s.closed);
  }

  private void runHeld() {
    while (!held.isEmpty()) {
      held.poll().run();
    }
  }
}
