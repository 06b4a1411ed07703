package dev.quorate.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.model.Ensemble;
import dev.quorate.model.Reason;
import dev.quorate.status.Pass;
import dev.quorate.testing.Ensembles;
import dev.quorate.testing.ObservedStates;
import dev.quorate.validation.Refusal;
import dev.quorate.validation.Validated;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whom the performance probe may ask. */
class ProbeTargetsTest {
  private static final Duration OFTEN = Duration.ofSeconds(10);

  private static Ensembles probed(int voters) {
    return Ensembles.of(voters).probed(OFTEN);
  }

  private static Pass pass(Ensemble ensemble, ObservedStates seen) {
    return ProbePasses.of(ensemble, seen, Reason.ENSEMBLE_READY);
  }

  @Test
  void everyMemberOfAnEnsembleThatAsksForIt() {
    var targets = ProbeTargets.of(pass(probed(3).build(), ObservedStates.healthy(3))).orElseThrow();
    assertThat(targets.interval()).isEqualTo(OFTEN);
    assertThat(targets.members()).containsOnlyKeys("zk-0", "zk-1", "zk-2");
    assertThat(targets.members().values())
        .allMatch(server -> server.orElse("").matches("[0-9.]+:2181"));
  }

  @Test
  void nobodyUnlessTheEnsembleAsksForIt() {
    assertThat(ProbeTargets.of(pass(Ensembles.three(), ObservedStates.healthy(3)))).isEmpty();
  }

  @Test
  void nobodyWhileTheClusterIsPaused() {
    var paused = probed(3).paused().build();
    assertThat(ProbeTargets.of(pass(paused, ObservedStates.healthy(3)))).isEmpty();
  }

  @Test
  void nobodyWhileTheSpecificationIsRefused() {
    var refused =
        new Pass.Refused(
            Ensembles.three().names(),
            new Validated.Refused(List.of(new Refusal("spec.replicas", "4 is even", "write 3"))),
            ObservedStates.healthy(3).build());
    assertThat(ProbeTargets.of(refused)).isEmpty();
  }

  @Test
  void nobodyBeforeTheStatusHasTheRecord() {
    var serving = ObservedStates.healthy(3).formedInStatus(false);
    assertThat(ProbeTargets.of(pass(probed(3).build(), serving))).isEmpty();
  }

  @Test
  void nobodyWithoutTheSuperuser() {
    var without = ObservedStates.healthy(3).superuserPresent(false);
    assertThat(ProbeTargets.of(pass(probed(3).build(), without))).isEmpty();
  }

  @Test
  void nobodyWhileSomebodyElsesObjectsAreInTheWay() {
    var conflict =
        ProbePasses.of(probed(3).build(), ObservedStates.healthy(3), Reason.NAME_CONFLICT);
    assertThat(ProbeTargets.of(conflict)).isEmpty();
  }

  @Test
  void aMemberWithoutAPodIsAskedNowhereAndCounts() {
    var targets =
        ProbeTargets.of(pass(probed(3).build(), ObservedStates.healthy(3).podMissing(2)))
            .orElseThrow();
    assertThat(targets.members().get("zk-1")).isEmpty();
    assertThat(targets.members().get("zk-2")).isPresent();
  }

  @Test
  void aMemberThatIsNotListedYetDoesNotCount() {
    var joining = ObservedStates.healthy(5).committed(1, 2, 3);
    var targets = ProbeTargets.of(pass(probed(5).build(), joining)).orElseThrow();
    assertThat(targets.members()).containsOnlyKeys("zk-0", "zk-1", "zk-2");
  }

  @Test
  void everybodyCountsWhileNobodyKnowsWhoIsListed() {
    var targets =
        ProbeTargets.of(pass(probed(3).build(), ObservedStates.healthy(3).unreachable()))
            .orElseThrow();
    assertThat(targets.members()).containsOnlyKeys("zk-0", "zk-1", "zk-2");
  }
}
