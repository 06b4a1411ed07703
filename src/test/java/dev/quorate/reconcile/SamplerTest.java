package dev.quorate.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.diagnosis.ProbeCourse;
import dev.quorate.diagnosis.Setup;
import dev.quorate.diagnosis.Thresholds;
import dev.quorate.facts.ObservedMember;
import dev.quorate.facts.PodFacts;
import dev.quorate.facts.Probed;
import dev.quorate.facts.ServerFacts;
import dev.quorate.model.MemberId;
import dev.quorate.model.ProbeRound;
import dev.quorate.observe.ServerProbes;
import dev.quorate.status.Findings;
import dev.quorate.status.Pass;
import dev.quorate.testing.Ensembles;
import dev.quorate.testing.ObservedStates;
import dev.quorate.validation.Refusal;
import dev.quorate.validation.Validated;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A sampler whose time passes when the test says so. */
class SamplerTest implements ServerProbes {
  private static final ResourceID ZK = new ResourceID("zk", "ns");

  private final List<ResourceID> told = new ArrayList<>();
  private final Sampler sampler =
      new Sampler(
          new Sampler.Questions(this, this::tail, _ -> this.rounds),
          pass -> new Setup(pass.names(), Map.of(), Thresholds.shipped(), Map.of()),
          Runnable::run,
          new Sampler.Rhythm(Duration.ofSeconds(15), this::now, this::nanos));
  private ObservedStates answers = ObservedStates.healthy(3);
  private Duration elapsed = Duration.ofDays(300);
  private boolean fails;
  private int asked;
  private final List<String> read = new ArrayList<>();
  private Probed<String> log = Probed.known("");
  private final Map<String, ProbeCourse> rounds = new TreeMap<>();

  @Override
  public Map<MemberId, Probed<ServerFacts>> ask(SortedMap<MemberId, PodFacts> pods) {
    asked++;
    if (fails) {
      throw new IllegalStateException("a defect");
    }
    Map<MemberId, Probed<ServerFacts>> said = new TreeMap<>();
    SortedMap<MemberId, ObservedMember> members = answers.build().members();
    pods.keySet().forEach(id -> said.put(id, members.get(id).server()));
    return said;
  }

  private Probed<String> tail(String namespace, String pod) {
    read.add(namespace + "/" + pod);
    return log;
  }

  private long nanos() {
    return elapsed.toNanos();
  }

  private Instant now() {
    return ObservedStates.NOW.plus(elapsed);
  }

  private void pass() {
    sampler.passed(ZK, passed(ObservedStates.healthy(3)), null);
  }

  private static Pass passed(ObservedStates seen) {
    return new Pass.Refused(
        Ensembles.three().names(),
        new Validated.Refused(List.of(new Refusal("spec.replicas", "4 is even", "write 3"))),
        seen.build());
  }

  private void seconds(int count) {
    for (int second = 0; second < count; second++) {
      elapsed = elapsed.plusSeconds(1);
      sampler.tick();
    }
  }

  @AfterEach
  void close() {
    sampler.close();
  }

  @Test
  void asksNobodyBeforeTheFirstPass() {
    seconds(60);
    assertThat(asked).isZero();
    assertThat(sampler.of(ZK)).isEqualTo(Findings.NONE);
  }

  @Test
  void asksFourTimesAMinute() {
    pass();
    seconds(60);
    assertThat(asked).isEqualTo(4);
  }

  @Test
  void manyClustersAreAskedLessOften() {
    for (int cluster = 0; cluster < 1000; cluster++) {
      sampler.passed(new ResourceID("zk" + cluster, "ns"), passed(ObservedStates.healthy(3)), null);
    }
    seconds(60);
    assertThat(asked).isBetween(2000, 3000);
  }

  @Test
  void isClearAfterAMinuteAndTellsThat() {
    sampler.listen(told::add);
    pass();
    seconds(60);
    assertThat(sampler.of(ZK).clear()).isEqualTo(Probed.known(true));
    assertThat(told).contains(ZK);
  }

  @Test
  void tellsOnlyOfWhatIsNew() {
    pass();
    seconds(7200);
    sampler.listen(told::add);
    seconds(3600);
    assertThat(told).isEmpty();
  }

  @Test
  void findsAProblemAndThatItIsOver() {
    pass();
    seconds(600);
    answers = ObservedStates.healthy(3).electing();
    seconds(120);
    assertThat(sampler.of(ZK).problems()).extracting(p -> p.reason()).first().isEqualTo("NoQuorum");

    answers = ObservedStates.healthy(3);
    seconds(120);
    assertThat(sampler.of(ZK).clear()).isEqualTo(Probed.known(true));
  }

  @Test
  void aMemberThatFailsThePerformanceProbeHasAProblem() {
    pass();
    var failed = new ProbeRound.Failed("connect: no answer");
    rounds.put("zk-1", ProbeCourse.NONE.after(failed).after(failed).after(failed));
    seconds(120);
    assertThat(sampler.of(ZK).problems()).extracting(p -> p.reason()).containsExactly("ProbeFails");

    rounds.clear();
    seconds(120);
    assertThat(sampler.of(ZK).problems()).isEmpty();
  }

  @Test
  void readsNoLogWhileAllIsWell() {
    pass();
    seconds(3600);
    assertThat(read).isEmpty();
  }

  @Test
  void readsTheLogOfAMemberThatIsAwayAndAgainWhenItIsOld() {
    pass();
    seconds(60);
    answers = ObservedStates.healthy(3).unreachable(3);
    seconds(240);
    assertThat(read).containsOnly("ns/zk-2").hasSizeBetween(1, 2);
    int first = read.size();
    seconds(600);
    assertThat(read).hasSize(first + 2);
    answers = ObservedStates.healthy(3);
    seconds(120);
    int over = read.size();
    seconds(3600);
    assertThat(read).hasSize(over);
  }

  @Test
  void whatTheLogSaysIsTold() {
    log = Probed.known("WARN QuorumCnxManager - Cannot open channel to 1 at election address zk-0");
    pass();
    seconds(60);
    answers = ObservedStates.healthy(3).electing(3);
    seconds(300);
    assertThat(sampler.of(ZK).problems().getFirst().message())
        .contains("zk-2 does not reach another member that runs (zk-0; its log says once: ");
  }

  @Test
  void aLogThatCannotBeReadTellsNothing() {
    log = Probed.unknown("the operator may not read logs");
    pass();
    seconds(60);
    answers = ObservedStates.healthy(3).unreachable(3);
    seconds(300);
    assertThat(sampler.of(ZK).problems())
        .extracting(p -> p.reason())
        .contains("MemberMissing")
        .doesNotContain("PeerUnreachable");
  }

  @Test
  void goesOnAfterAFailure() {
    pass();
    fails = true;
    seconds(30);
    fails = false;
    seconds(75);
    assertThat(sampler.of(ZK).clear()).isEqualTo(Probed.known(true));
  }

  @Test
  void aClusterThatIsGoneIsAskedNoMore() {
    pass();
    seconds(30);
    int until = asked;
    sampler.forget(ZK);
    seconds(60);
    assertThat(asked).isEqualTo(until);
    assertThat(sampler.of(ZK)).isEqualTo(Findings.NONE);
  }
}
