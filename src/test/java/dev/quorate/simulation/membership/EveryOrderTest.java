package dev.quorate.simulation.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/**
 * Every order in which a change can go on, with one failure of a member, one of the operator, and
 * one write of a client. All states: {@code -Dquorate.states=10000000}.
 */
@ExtendWith(Quiet.class)
class EveryOrderTest {
  private static final int STATES = Integer.getInteger("quorate.states", 1_500);

  @ParameterizedTest
  @CsvSource({"3, 1", "1, 3", "3, 5"})
  void noOrderBreaksALawAndEachEndsAsWanted(int voters, int wanted) {
    var operator = new Operator(Set.of());
    World first = World.serving(voters, Math.max(voters, wanted)).withWanted(wanted);
    for (boolean claimsGo : List.of(false, true)) {
      var budget = Budget.NOTHING.faults(1).crashes(1).writes(1);
      var result =
          new Search(operator, new Moves(operator, claimsGo), List.of(), EnumSet.allOf(Laws.class))
              .from(first, budget, STATES);
      LoggerFactory.getLogger(getClass())
          .info(
              "{} to {}: {} states, {}",
              voters,
              wanted,
              result.states(),
              result.complete() ? "all" : "and there are more");
      assertThat(result.finding()).isEmpty();
    }
  }
}
