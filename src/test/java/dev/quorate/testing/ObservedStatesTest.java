package dev.quorate.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.facts.Probed;
import dev.quorate.model.MemberId;
import org.junit.jupiter.api.Test;

/** The builders mean what they say; other tests rely on it. */
class ObservedStatesTest {
  private static final MemberId ONE = new MemberId(1);
  private static final MemberId TWO = new MemberId(2);
  private static final MemberId THREE = new MemberId(3);

  @Test
  void aHealthyEnsembleIsLedByTwoAndWhole() {
    var quorum = ObservedStates.healthy(3).build().quorum();

    assertThat(quorum.leading()).contains(TWO);
    assertThat(quorum.synced()).containsExactly(ONE, TWO, THREE);
    assertThat(quorum.isWhole()).isTrue();
  }

  @Test
  void aHealthyEnsembleOfOneLeadsItself() {
    assertThat(ObservedStates.healthy(1).build().quorum().isWhole()).isTrue();
  }

  @Test
  void anUnreachableMemberIsNotSynced() {
    var quorum = ObservedStates.healthy(3).unreachable(1).build().quorum();

    assertThat(quorum.isAvailable()).isTrue();
    assertThat(quorum.unsynced()).containsExactly(ONE);
    assertThat(quorum.mayLose()).isZero();
  }

  @Test
  void aSyncingMemberIsNotSynced() {
    assertThat(ObservedStates.healthy(3).syncing(3).build().quorum().unsynced())
        .containsExactly(THREE);
  }

  @Test
  void aLeaderWithoutAMajorityIsNone() {
    var quorum = ObservedStates.healthy(3).unreachable(1).unreachable(3).build().quorum();

    assertThat(quorum.leader()).isInstanceOf(Probed.Unknown.class);
  }

  @Test
  void twoLeadersAreNone() {
    assertThat(ObservedStates.healthy(3).alsoLeads(3).build().quorum().leading()).isEmpty();
  }
}
