package dev.quorate.simulation.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

/**
 * Members join and leave while the specification is edited, members fail, and the operator dies:
 * the laws hold at every step, and when the faults stop everything becomes as it was wanted last.
 * More schedules: {@code -Dquorate.schedules=100000}.
 */
@ExtendWith(Quiet.class)
class MembershipSimulationTest {
  private static final int SCHEDULES = Integer.getInteger("quorate.schedules", 1_000);

  @Test
  void theLawsHoldInEveryScheduleAndCalmFollows() {
    var operator = new Operator(Set.of());
    long steps = 0;
    for (int seed = 0; seed < SCHEDULES; seed++) {
      var schedule = new Schedule(seed, operator);
      assertThat(schedule.run()).isEmpty();
      steps += schedule.steps();
    }
    LoggerFactory.getLogger(getClass()).info("{} schedules, {} moves", SCHEDULES, steps);
    assertThat(steps).isGreaterThan(10L * SCHEDULES);
  }
}
