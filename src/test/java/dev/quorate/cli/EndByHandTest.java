package dev.quorate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Work that somebody ends: it is told so, and waited for. */
@Timeout(60)
class EndByHandTest {
  private final CountDownLatch stopped = new CountDownLatch(1);

  private String untilStopped() {
    try {
      return stopped.await(30, TimeUnit.SECONDS) ? "cleaned up" : "never told";
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anInterruptEndsItInGoodOrder() {
    try (var byHand = new EndByHand(stopped::countDown)) {
      Thread.currentThread().interrupt();
      assertThat(byHand.result(this::untilStopped)).isEqualTo("cleaned up");
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void aProgramThatEndsWaitsForIt() throws Exception {
    var byHand = new EndByHand(stopped::countDown);
    var ending = Thread.ofPlatform().start(byHand::programEnds);
    assertThat(byHand.result(this::untilStopped)).isEqualTo("cleaned up");
    assertThat(ending.isAlive()).isTrue();
    byHand.close();
    ending.join();
  }

  @Test
  void aRefusalStaysOne() {
    try (var byHand = new EndByHand(stopped::countDown)) {
      assertThatThrownBy(() ->
              byHand.result(() -> {
                throw new Refused("no");
              }))
          .isInstanceOf(Refused.class)
          .hasMessage("no");
    }
  }
}
