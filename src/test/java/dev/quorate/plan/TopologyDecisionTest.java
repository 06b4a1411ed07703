package dev.quorate.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.testing.Ensembles;
import dev.quorate.testing.ObservedStates;
import org.junit.jupiter.api.Test;

/** How many voters others may evict: what the budget gets to know of the ensemble. */
class TopologyDecisionTest {

  @Test
  void leavesVotersToTheBudgetWhilePodsTellWhoIsMissing() {
    assertThat(mayBeEvicted(ObservedStates.healthy(3))).isEqualTo(1);
    assertThat(mayBeEvicted(ObservedStates.healthy(3).syncing(1).podNotReady(1))).isEqualTo(1);
    assertThat(mayBeEvicted(ObservedStates.healthy(3).podMissing(1))).isEqualTo(1);
  }

  @Test
  void allowsNoEvictionWhilePodsLookBetterThanTheirServers() {
    assertThat(mayBeEvicted(ObservedStates.healthy(3).syncing(1))).isZero();
    assertThat(mayBeEvicted(ObservedStates.healthy(3).electing())).isZero();
    assertThat(mayBeEvicted(ObservedStates.healthy(3).alsoLeads(1))).isZero();
  }

  /** It has no margin to protect, and its node could never be drained. */
  @Test
  void letsAnEnsembleOfOneGo() {
    assertThat(mayBeEvicted(ObservedStates.healthy(1))).isEqualTo(1);
  }

  private static int mayBeEvicted(ObservedStates states) {
    var state = states.build();
    var ensemble = Ensembles.of(state.members().size()).build();
    return TopologyDecision.decide(ensemble, state, Formation.of(state))
        .orElseThrow()
        .maxUnavailable();
  }
}
