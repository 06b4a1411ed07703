package dev.quorate.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.facts.PodFacts;
import dev.quorate.testing.Ensembles;
import dev.quorate.testing.ObservedStates;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What is said to lie ahead is what is done then; the same for voters alone: {@code ApprovalTest}.
 */
class ForesightTest {
  private static final String OLD = "gfr7t5bwxk";

  /** Both are in the words of a step. */
  private static List<String> published(PlayedEnsemble played) {
    return played.published().steps().stream()
        .map(step -> step.kind().text() + " " + step.subject())
        .toList();
  }

  private static void isDone(Ensembles wanted, ObservedStates states, String... steps) {
    var played = new PlayedEnsemble(wanted, states);
    assertThat(published(played)).containsExactly(steps);
    assertThat(played.carriedOut()).containsExactly(steps);
  }

  private static ObservedStates current(ObservedStates states, int observers) {
    var revisions = PlannedSteps.revisions(Ensembles.of(3).observers(observers).build());
    states.revision(revisions.voters());
    List.of(101, 102).forEach(id -> states.revisionOfPod(id, revisions.observers().orElse("none")));
    return states;
  }

  private static ObservedStates asked(ObservedStates states, int id, PodFacts.Asked what) {
    return states.change(id, m -> m.asked = what);
  }

  private static ObservedStates withObservers() {
    return ObserversTest.threeVotersAndTwoObservers();
  }

  @Test
  void observersAndFollowersRestartBeforeTheLeader() {
    isDone(
        Ensembles.of(3).observers(2),
        withObservers().revision(OLD),
        "Restart zk-observer-0",
        "Restart zk-observer-1",
        "Restart zk-0",
        "Restart zk-2",
        "Restart zk-1");
  }

  @Test
  void observersJoinOneByOne() {
    isDone(
        Ensembles.of(3).observers(2),
        current(ObservedStates.healthy(3), 2),
        "Add zk-observer-0",
        "Add zk-observer-1");
  }

  @Test
  void observersLeaveBeforeVotersRestart() {
    isDone(
        Ensembles.of(3),
        withObservers().revision(OLD),
        "Remove zk-observer-1",
        "Remove zk-observer-0",
        "Restart zk-0",
        "Restart zk-2",
        "Restart zk-1");
  }

  @Test
  void aFollowerIsReplaced() {
    isDone(
        Ensembles.of(3),
        asked(current(ObservedStates.healthy(3), 0), 1, new PodFacts.Asked(true, false)),
        "Replace zk-0");
  }

  @Test
  void whoIsReplacedIsNotRestartedAsWell() {
    isDone(
        Ensembles.of(3),
        asked(ObservedStates.healthy(3).revision(OLD), 1, new PodFacts.Asked(true, false)),
        "Replace zk-0",
        "Restart zk-2",
        "Restart zk-1");
  }

  @Test
  void oneMemberIsRestartedOnRequest() {
    isDone(
        Ensembles.of(3),
        asked(current(ObservedStates.healthy(3), 0), 3, new PodFacts.Asked(false, true)),
        "Restart zk-2");
  }

  @Test
  void membersRestartBeforeOthersJoin() {
    isDone(
        Ensembles.of(3).observers(1),
        ObservedStates.healthy(3).revision(OLD),
        "Restart zk-0",
        "Restart zk-2",
        "Restart zk-1",
        "Add zk-observer-0");
  }
}
