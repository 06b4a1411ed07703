package dev.quorate.leadership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.leadership.LeaseInMemory.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ElectionTest {
  private final LeaseInMemory api = new LeaseInMemory();
  private long nanos = 1_000_000;
  private final Replica one = new Replica("one", api, () -> nanos);
  private final Replica two = new Replica("two", api, () -> nanos);

  private void pass(Duration time) {
    nanos += time.toNanos();
  }

  private void pass(long seconds) {
    pass(Duration.ofSeconds(seconds));
  }

  private Optional<String> holder() {
    return api.lease().flatMap(LeaseRecord::holder);
  }

  @Test
  void aFreeLeaseIsTakenAtOnce() {
    assertThat(one.acts()).isFalse();
    one.step();
    assertThat(one.acts()).isTrue();
    assertThat(one.heard).containsExactly("acquired");
    assertThat(holder()).contains("one");
  }

  @Test
  void onlyOneOfTwoTakesIt() {
    one.step();
    two.step();
    assertThat(two.acts()).isFalse();
    assertThat(two.heard).isEmpty();
  }

  @Test
  void theHolderWritesOnceAPeriodAndReadsNothing() {
    one.step();
    api.writes = 0;
    for (int i = 0; i < 100; i++) {
      pass(2);
      one.step();
    }
    assertThat(api.writes).isEqualTo(100);
    assertThat(one.acts()).isTrue();
  }

  @Test
  void aReleasedLeaseIsTakenAtTheNextLook() {
    one.step();
    two.step();
    one.election.release();
    assertThat(one.acts()).isFalse();
    assertThat(holder()).isEmpty();
    pass(2);
    two.step();
    assertThat(two.acts()).isTrue();
    assertThat(api.lease().orElseThrow().transitions()).isEqualTo(1);
  }

  @Test
  void aSilentHolderIsSucceededWhenItsLeaseHasRunOut() {
    one.step();
    two.step();
    pass(14);
    assertThat(two.step()).isEqualTo(Duration.ofSeconds(1));
    assertThat(two.acts()).isFalse();
    pass(1);
    two.step();
    assertThat(two.acts()).isTrue();
  }

  @Test
  void thePromiseOfTheHolderCountsNotTheOwnSetting() {
    api.overwrite(Optional.of(heldByOther(Duration.ofSeconds(60))));
    two.step();
    pass(59);
    two.step();
    assertThat(two.acts()).isFalse();
    pass(1);
    two.step();
    assertThat(two.acts()).isTrue();
  }

  @Test
  void aClockThatIsHoursAheadDoesNotStealTheLease() {
    two.skew = Duration.ofHours(1);
    one.step();
    two.step();
    for (int i = 0; i < 30; i++) {
      pass(2);
      one.step();
      two.step();
    }
    assertThat(one.acts()).isTrue();
    assertThat(two.acts()).isFalse();
  }

  @Test
  void aHolderWhoseClockWasAheadIsSucceededInTime() {
    one.skew = Duration.ofHours(1);
    one.step();
    two.step();
    pass(15);
    two.step();
    assertThat(two.acts()).isTrue();
  }

  @Test
  void aHolderThatCannotRenewStopsBeforeAnotherBegins() {
    one.step();
    two.step();
    one.view.fault = Fault.REQUEST_LOST;
    pass(9);
    one.step();
    assertThat(one.acts()).isTrue();
    pass(1);
    assertThat(one.acts()).isFalse();
    one.step();
    assertThat(one.lost()).contains("the lease could not be renewed for 10 s");
    assertThat(two.acts()).isFalse();
  }

  @Test
  void aFrozenHolderDoesNotActWhenItThaws() {
    one.step();
    two.step();
    pass(15);
    two.step();
    assertThat(one.acts()).isFalse();
    one.step();
    assertThat(one.lost()).contains("the lease is held by two");
    assertThat(two.acts()).isTrue();
  }

  @Test
  void aWriteWhoseAnswerWasLostDoesNotCostTheLease() {
    one.step();
    one.view.fault = Fault.ANSWER_LOST;
    pass(2);
    one.step();
    one.view.fault = Fault.NONE;
    pass(2);
    one.step();
    pass(9);
    assertThat(one.acts()).isTrue();
    assertThat(one.lost()).isEmpty();
  }

  @Test
  void takingItIsNoticedEvenWhenTheAnswerWasLost() {
    one.view.fault = Fault.NONE;
    one.view.read();
    one.view.fault = Fault.ANSWER_LOST;
    one.step();
    api.overwrite(Optional.of(heldBy("one", Duration.ofSeconds(15))));
    one.view.fault = Fault.NONE;
    one.step();
    assertThat(one.acts()).isTrue();
  }

  @Test
  void aContainerThatRestartsTakesItsOwnLeaseBack() {
    one.step();
    var restarted = new Replica("one", api, () -> nanos);
    restarted.step();
    assertThat(restarted.acts()).isTrue();
    assertThat(api.lease().orElseThrow().transitions()).isZero();
  }

  @Test
  void someoneElsesEditOfTheObjectIsNoLoss() {
    one.step();
    api.overwrite(api.lease());
    pass(2);
    one.step();
    assertThat(one.acts()).isTrue();
    assertThat(one.lost()).isEmpty();
  }

  @Test
  void aDeletedLeaseIsMadeAgain() {
    one.step();
    api.overwrite(Optional.empty());
    pass(2);
    one.step();
    assertThat(one.acts()).isTrue();
    assertThat(holder()).contains("one");
  }

  @Test
  void aLeaseThatSomeoneClearedIsLost() {
    one.step();
    api.overwrite(Optional.of(heldBy("nobody", LEASE).released(Instant.EPOCH)));
    pass(2);
    one.step();
    assertThat(one.lost()).contains("the lease is held by nobody");
  }

  @Test
  void onlyTheHolderReleases() {
    one.step();
    two.step();
    two.election.release();
    assertThat(holder()).contains("one");
  }

  @Test
  void aLeaseThatHasGoneToAnotherIsNotReleased() {
    one.step();
    api.overwrite(Optional.of(heldByOther(LEASE)));
    one.election.release();
    assertThat(holder()).contains("other");
  }

  private static final Duration LEASE = Replica.LEASE;

  private static LeaseRecord heldByOther(Duration duration) {
    return heldBy("other", duration);
  }

  private static LeaseRecord heldBy(String holder, Duration duration) {
    return new LeaseRecord(
        Optional.of(holder), duration, Optional.of(Instant.EPOCH), Optional.of(Instant.EPOCH), 0);
  }
}
