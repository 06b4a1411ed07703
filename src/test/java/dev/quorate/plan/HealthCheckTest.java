package dev.quorate.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.model.MemberId;
import dev.quorate.model.Reason;
import dev.quorate.testing.ObservedStates;
import org.junit.jupiter.api.Test;

class HealthCheckTest {
  private static final int DISK_WIPED = 47;

  private static Reason reason(ObservedStates states) {
    var state = states.build();
    return HealthCheck.of(state.member(new MemberId(1)), state).reason();
  }

  @Test
  void saysHowAMemberThatWasWipedBeforeTheFirstQuorumBeginsAgain() {
    var state = ObservedStates.starting(3).electing().exited(1, DISK_WIPED).build();
    var health = HealthCheck.of(state.member(new MemberId(1)), state);
    assertThat(health.reason()).isEqualTo(Reason.DISK_WIPED);
    assertThat(health.message()).contains("before the ensemble formed", "delete the pod");
  }

  @Test
  void forgetsAWipeWhenTheMemberHasServedSince() {
    var wiped = ObservedStates.healthy(3).electing(1).exited(1, DISK_WIPED);
    assertThat(reason(wiped.change(1, m -> m.served = true))).isEqualTo(Reason.MEMBER_ELECTING);
  }

  /** However briefly it starts and syncs, a look in between tells why it is not synced. */
  @Test
  void remembersAWipeUntilTheMemberIsSynced() {
    var wiped = ObservedStates.healthy(3).exited(1, DISK_WIPED);
    assertThat(reason(wiped.begins(1))).isEqualTo(Reason.DISK_WIPED);
    assertThat(reason(wiped.syncing(1))).isEqualTo(Reason.DISK_WIPED);
    assertThat(reason(wiped.synced(1))).isEqualTo(Reason.MEMBER_SYNCED);
  }

  @Test
  void callsADiskWipedOnlyWhenItsVolumeHasFormed() {
    var wiped = ObservedStates.healthy(3).electing(1).exited(1, DISK_WIPED);
    assertThat(reason(wiped)).isEqualTo(Reason.DISK_WIPED);
    var firstStart = ObservedStates.healthy(3).electing(1).exited(1, DISK_WIPED).emptyClaim(1);
    assertThat(reason(firstStart)).isEqualTo(Reason.MEMBER_SYNCING);
  }

  @Test
  void aMemberWhosePodGoesIsNotSyncedWhateverItsServerSays() {
    assertThat(reason(ObservedStates.healthy(3))).isEqualTo(Reason.MEMBER_SYNCED);
    assertThat(reason(ObservedStates.healthy(3).terminating(1))).isEqualTo(Reason.POD_TERMINATING);
  }
}
