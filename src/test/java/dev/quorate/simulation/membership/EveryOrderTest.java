package dev.quorate.simulation.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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
    search("%d to %d".formatted(voters, wanted), scaled(voters, wanted));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void soItIsWhenMembersAreRestarted(int voters) {
    search("roll of " + voters, World.serving(voters, voters).withOtherTemplate());
  }

  @ParameterizedTest
  @CsvSource({"3, 1", "1, 3"})
  void andWhenOneEditAsksForBoth(int voters, int wanted) {
    search(
        "%d to %d, and a roll".formatted(voters, wanted),
        scaled(voters, wanted).withOtherTemplate());
  }

  private static World scaled(int voters, int wanted) {
    return World.serving(voters, Math.max(voters, wanted)).withWanted(wanted);
  }

  private static void search(String what, World first) {
    var operator = new Operator(Set.of());
    for (boolean claimsGo : List.of(false, true)) {
      var budget = Budget.NOTHING.faults(1).crashes(1).writes(1);
      var result =
          new Search(operator, new Moves(operator, claimsGo), List.of(), EnumSet.allOf(Laws.class))
              .from(first, budget, STATES);
      LoggerFactory.getLogger(EveryOrderTest.class)
          .info(
              "{}: {} states, {}",
              what,
              result.states(),
              result.complete() ? "all" : "and there are more");
      assertThat(result.finding()).isEmpty();
    }
  }
}
