package dev.quorate.simulation.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What each precaution is good for: the same search finds nothing with all of them, and the
 * shortest way to harm without one. docs/simulation.md has the traces.
 */
@ExtendWith(Quiet.class)
class GateTest {
  private static final int STATES = 3_000;

  private static Search.Result search(Set<Gate> open, int from, int wanted, Budget budget) {
    return search(open, from, wanted, budget, EnumSet.allOf(Laws.class));
  }

  private static Search.Result search(
      Set<Gate> open, int from, int wanted, Budget budget, Set<Laws> laws) {
    var operator = new Operator(open);
    return new Search(operator, new Moves(operator, false), List.of(1, 3), laws)
        .from(World.serving(from, Math.max(from, wanted)).withWanted(wanted), budget, STATES);
  }

  private static Finding found(Gate open, int from, int wanted, Budget budget) {
    assertThat(search(Set.of(), from, wanted, budget).finding()).as("all gates closed").isEmpty();
    return search(Set.of(open), from, wanted, budget).finding().orElseThrow();
  }

  @Test
  void theSearchFindsTheLossWithoutTheProofThatAJoinerIsSynced() {
    var finding = found(Gate.SYNCED_BEFORE_VOTE, 3, 5, Budget.NOTHING);
    assertThat(finding.what()).isEqualTo("JOINER_KEEPS_MARGIN");
    assertThat(finding.trace()).containsExactly("operator", "StatefulSet", "operator");
  }

  /** Each of the two alone lets a promotion happen for which nobody is there any more. */
  @ParameterizedTest
  @EnumSource(names = {"COMPARE_AND_SET", "FENCE"})
  void theSearchFindsTheLateRequestWithout(Gate open) {
    var finding = found(open, 1, 3, Budget.NOTHING.crashes(1).edits(1));
    assertThat(finding.what()).isEqualTo("COMMITTED_HAVE_PODS");
    assertThat(finding.trace())
        .containsExactly(
            "operator",
            "StatefulSet",
            "start 1",
            "follows 1",
            "operator fails at write 2: LATE",
            "spec.replicas 1",
            "operator",
            "late request");
  }

  @Test
  void theSearchFindsTheLossWithoutTheSecondLook() {
    var finding = found(Gate.READ_AGAIN, 3, 1, Budget.NOTHING.slow(1).edits(1));
    assertThat(finding.what()).isEqualTo("COMMITTED_HAVE_PODS");
    assertThat(finding.trace())
        .containsExactly("operator", "operator", "spec.replicas 3", "operator with old caches");
  }

  @Test
  void theSearchFindsTheLossWithoutListingAJoinerFirst() {
    var finding = found(Gate.LISTED_BEFORE_VOTE, 3, 5, Budget.NOTHING.crashes(1));
    assertThat(finding.what()).isEqualTo("COMMITTED_ARE_LISTED");
    assertThat(finding.trace())
        .containsExactly(
            "operator",
            "StatefulSet",
            "start 3",
            "follows 3",
            "operator fails at write 3: ANSWER_LOST");
  }

  @Test
  void theSearchFindsTheLossWhenAJoinerIsListedBeforeItIsSynced() {
    var finding = found(Gate.SYNCED_BEFORE_LISTED, 3, 1, Budget.NOTHING.edits(1));
    assertThat(finding.what()).isEqualTo("LEFT_IS_LEFT");
    assertThat(finding.trace())
        .containsExactly(
            "operator",
            "operator",
            "StatefulSet",
            "pod ends 2",
            "spec.replicas 3",
            "calm",
            "operator",
            "StatefulSet",
            "start 2");
  }

  /**
   * A reconfiguration commits only with a majority of the new members, so no fault was found that
   * the write prevents: it is a proof that the ensemble serves without those that go, and no more.
   */
  @Test
  void withoutTheBarrierOnlyItsOwnLawIsBroken() {
    var budget = Budget.NOTHING.faults(1).crashes(1);
    var others = EnumSet.complementOf(EnumSet.of(Laws.BARRIER_BEFORE_PODS_GO));
    assertThat(search(Set.of(Gate.BARRIER), 3, 1, budget, others).finding()).isEmpty();
    var finding = search(Set.of(Gate.BARRIER), 3, 1, Budget.NOTHING).finding().orElseThrow();
    assertThat(finding.what()).isEqualTo("BARRIER_BEFORE_PODS_GO");
    assertThat(finding.trace()).containsExactly("calm", "operator", "follows 2", "operator");
  }

  @Test
  void theSearchFindsTheLossWhenTwoRestartAtOnce() {
    var operator = new Operator(Set.of(Gate.ONE_RESTART));
    var finding =
        new Search(
                operator,
                new Moves(operator, false),
                List.of(),
                EnumSet.of(Laws.RESTART_KEEPS_QUORUM))
            .from(World.serving(3, 3).withOtherTemplate(), Budget.NOTHING, STATES)
            .finding()
            .orElseThrow();
    assertThat(finding.trace()).containsExactly("operator", "operator");
  }

  /** A leader that is cut off is ready in the eyes of the disruption budget. */
  @Test
  void theSearchFindsTheLossWhenAPlanIsOld() {
    var finding = roll(Set.of(Gate.FRESH_LOOK)).finding().orElseThrow();
    assertThat(roll(Set.of()).finding()).as("all gates closed").isEmpty();
    assertThat(finding.what()).isEqualTo("RESTART_KEEPS_QUORUM");
    assertThat(finding.trace()).containsExactly("leader is cut off", "elects 2", "slow operator");
  }

  private static Search.Result roll(Set<Gate> open) {
    var operator = new Operator(open);
    return new Search(operator, new Moves(operator, false), List.of(), EnumSet.allOf(Laws.class))
        .from(World.serving(3, 3).withOtherTemplate(), Budget.NOTHING.faults(1).slow(1), STATES);
  }

  @Test
  void aRollCostsOneElectionAndLowestFirstMore() {
    assertThat(electionsInARoll(Set.of())).isEqualTo(1);
    assertThat(electionsInARoll(Set.of(Gate.LEADER_LAST))).isGreaterThan(1);
  }

  /** The lowest leads. */
  private static int electionsInARoll(Set<Gate> open) {
    var operator = new Operator(open);
    World first = World.serving(3, 3).withOtherTemplate();
    return new Calm(operator, new Moves(operator, false)).end(first).term().epoch()
        - first.term().epoch();
  }

  @Test
  void leaderLastCostsOneElectionAndHighestFirstThree() {
    assertThat(electionsFromFiveToOne(Set.of())).isEqualTo(1);
    assertThat(electionsFromFiveToOne(Set.of(Gate.LEADER_LAST))).isEqualTo(3);
  }

  /** The highest leads, as after an election among equals. */
  private static int electionsFromFiveToOne(Set<Gate> open) {
    var operator = new Operator(open);
    var moves = new Moves(operator, false);
    World first = World.serving(5, 5);
    World led =
        first
            .change(0, m -> m.as(Member.Mode.FOLLOWING))
            .change(4, m -> m.as(Member.Mode.LEADING))
            .withWanted(1);
    return new Calm(operator, moves).end(led).term().epoch() - led.term().epoch();
  }
}
