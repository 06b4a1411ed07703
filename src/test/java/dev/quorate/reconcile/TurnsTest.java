package dev.quorate.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.plan.Turn;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which clusters may be changed at the same time. */
class TurnsTest {
  private static final ResourceID ANT = new ResourceID("ant", "zoo");
  private static final ResourceID BEE = new ResourceID("bee", "zoo");
  private static final ResourceID CAT = new ResourceID("cat", "zoo");

  private final AtomicLong nanos = new AtomicLong();
  private final Turns one = new Turns(1, nanos::get);

  private static Turn awaited(boolean isNext, String... holders) {
    return new Turn.Awaited(holders.length, List.of(holders), isNext);
  }

  private static void isDone(Turns turns, ResourceID id) {
    turns.passed(id, false, false);
  }

  @Test
  void asManyAsAreAllowedHaveATurn() {
    var two = new Turns(2, nanos::get);
    assertThat(two.ask(ANT)).isEqualTo(Turn.mine());
    assertThat(two.ask(BEE)).isEqualTo(Turn.mine());
    assertThat(two.ask(CAT)).isEqualTo(awaited(true, "zoo/ant", "zoo/bee"));
    assertThat(two.taken()).isEqualTo(2);
  }

  @Test
  void lookingTakesNone() {
    assertThat(one.of(ANT)).isInstanceOf(Turn.Awaited.class);
    assertThat(one.taken()).isZero();
    assertThat(one.ask(BEE)).isEqualTo(Turn.mine());
  }

  @Test
  void whoHasOneKeepsItUntilItIsDone() {
    one.ask(ANT);
    one.passed(ANT, false, true);
    assertThat(one.of(ANT)).isEqualTo(Turn.mine());
    assertThat(one.ask(ANT)).isEqualTo(Turn.mine());
    assertThat(one.ask(BEE)).isEqualTo(awaited(true, "zoo/ant"));
    isDone(one, ANT);
    assertThat(one.ask(BEE)).isEqualTo(Turn.mine());
  }

  @Test
  void firstComeFirstServed() {
    one.ask(ANT);
    one.ask(BEE);
    assertThat(one.ask(CAT)).isEqualTo(awaited(false, "zoo/ant"));
    isDone(one, ANT);
    assertThat(one.ask(CAT)).isInstanceOf(Turn.Awaited.class);
    assertThat(one.ask(ANT)).isInstanceOf(Turn.Awaited.class);
    assertThat(one.ask(BEE)).isEqualTo(Turn.mine());
  }

  @Test
  void whoWantsNoneAnyMoreLosesItsPlace() {
    one.ask(ANT);
    one.ask(BEE);
    one.ask(CAT);
    one.passed(BEE, false, true);
    isDone(one, ANT);
    assertThat(one.ask(CAT)).isEqualTo(Turn.mine());
  }

  @Test
  void whoIsGoneOrNotHeardOfHoldsUpNobody() {
    one.ask(ANT);
    one.ask(BEE);
    one.forget(ANT);
    nanos.addAndGet(Turns.LAPSES.toNanos() + 1);
    assertThat(one.ask(CAT)).isEqualTo(Turn.mine());
    nanos.addAndGet(Turns.LAPSES.toNanos());
    assertThat(one.ask(ANT)).isEqualTo(awaited(true, "zoo/cat"));
    one.of(CAT);
    nanos.addAndGet(Turns.LAPSES.toNanos());
    assertThat(one.ask(ANT)).isEqualTo(awaited(true, "zoo/cat"));
    nanos.addAndGet(1);
    assertThat(one.ask(ANT)).isEqualTo(Turn.mine());
  }

  @Test
  void neverMoreThanAllowedHoweverManyAskAtOnce() throws Exception {
    int many = 64;
    var three = new Turns(3, nanos::get);
    var begin = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers =
          IntStream.range(0, many)
              .mapToObj(i ->
                  threads.submit(() -> {
                    begin.await();
                    return three.ask(new ResourceID("zk-" + i, "zoo"));
                  }))
              .toList();
      begin.countDown();
      List<Turn> turns = new ArrayList<>();
      for (var answer : answers) {
        turns.add(answer.get());
      }
      assertThat(Collections.frequency(turns, Turn.mine())).isEqualTo(3);
      assertThat(three.taken()).isEqualTo(3);
    }
  }
}
