package dev.quorate.leadership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.leadership.LeaseInMemory.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Three replicas with clocks hours apart, lost requests, lost answers, freezes, stops and crashes:
 * never do two act, and the lease is never without a holder for long.
 */
class ElectionSimulationTest {
  private static final int MOMENTS = 20_000;
  private static final Duration TICK = Duration.ofMillis(100);

  private final LeaseInMemory api = new LeaseInMemory();
  private final List<Seat> seats = new ArrayList<>();
  private long nanos = Long.MAX_VALUE - Duration.ofMinutes(5).toNanos();
  private int born;

  /** A place for a replica; a new one comes when the last one has ended. */
  private final class Seat {
    private Replica replica;
    private long due;
    private long frozenUntil;

    private void fill(Random random) {
      replica = new Replica("replica-" + born++, api, () -> nanos);
      replica.skew = Duration.ofMinutes(random.nextInt(240) - 120L);
      due = nanos;
    }

    private void act(Random random) {
      if (replica.lost().isPresent()) {
        fill(random);
      }
      switch (random.nextInt(2000)) {
        case 0 -> frozenUntil = nanos + Duration.ofSeconds(random.nextInt(40)).toNanos();
        case 1 -> fill(random);
        case 2 -> {
          replica.election.release();
          fill(random);
        }
        case 3 -> replica.view.fault = Fault.REQUEST_LOST;
        case 4, 5 -> replica.view.fault = Fault.ANSWER_LOST;
        case 6, 7, 8, 9, 10, 11, 12, 13 -> replica.view.fault = Fault.NONE;
        default -> {}
      }
      if (frozenUntil - nanos <= 0 && due - nanos <= 0) {
        due = nanos + replica.step().toNanos();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void neverDoTwoAct(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < 3; i++) {
      var seat = new Seat();
      seat.fill(random);
      seats.add(seat);
    }
    int acting = 0;
    for (int moment = 0; moment < MOMENTS; moment++) {
      nanos += TICK.toNanos();
      seats.forEach(seat -> seat.act(random));
      var holders = seats.stream().map(s -> s.replica).filter(Replica::acts).toList();
      assertThat(holders).as("seed %d, moment %d", seed, moment).hasSizeLessThan(2);
      acting += holders.size();
    }
    assertThat(acting).as("moments with a holder, seed %d", seed).isGreaterThan(MOMENTS / 2);
  }
}
