package dev.quorate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Kubernetes and the operator tell against load. */
class StatusGateTest {
  private static final OperatorHealth ACTS = new OperatorHealth(List.of(), List.of());

  private static Sketch whole() {
    return Sketch.of("ready").healthy();
  }

  private static List<String> reasons(Sketch sketch) {
    return StatusGate.reasons(sketch.facts(), ACTS);
  }

  @Test
  void nothingSpeaksAgainstAnEnsembleThatIsWhole() {
    assertThat(reasons(whole())).isEmpty();
  }

  @Test
  void anEnsembleOfOneCanBeWhole() {
    assertThat(reasons(Sketch.of("ready-alone").pod("zk-0", 0))).isEmpty();
  }

  @Test
  void warningsAboutTheSpecificationDoNot() {
    assertThat(reasons(Sketch.of("warnings").healthy())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Ready, False",
    "QuorumAvailable, Unknown",
    "Degraded, True",
    "MembershipInSync, False",
    "UpToDate, False",
    "Paused, True",
    "Reconciling, True",
    "Stalled, True",
    "DiagnosisClear, Unknown"
  })
  void aConditionThatIsNotAsItShouldBeDoes(String type, String status) {
    assertThat(reasons(whole().condition(type, status, "Because")))
        .containsExactly("%s is %s: Because".formatted(type, status));
  }

  @Test
  void aConditionThatIsNotToldDoes() {
    assertThat(reasons(whole().withoutCondition("Degraded")))
        .containsExactly("status has no condition Degraded");
  }

  @Test
  void anOperatorThatDoesNotActDoes() {
    assertThat(
            StatusGate.reasons(
                whole().facts(), new OperatorHealth(List.of("No operator acts."), List.of())))
        .containsExactly("No operator acts.");
  }

  @Test
  void notToKnowWhetherAnOperatorActsDoes() {
    assertThat(
            StatusGate.reasons(
                whole().facts(),
                new OperatorHealth(List.of(), List.of("Whether an operator runs is not known."))))
        .containsExactly("Whether an operator runs is not known.");
  }

  @Test
  void aClusterThatNobodyHasLookedAtDoes() {
    assertThat(reasons(Sketch.withoutStatus()))
        .containsExactly("the operator has told nothing about it yet");
  }

  @Test
  void aChangeThatHasJustBeenMadeDoes() {
    assertThat(reasons(whole().generation(5)))
        .containsExactly(
            "status is about generation 4 and the specification is generation 5: the operator has"
                + " yet to look at the latest change");
  }

  @Test
  void aClusterThatIsBeingDeletedDoes() {
    assertThat(reasons(whole().deleted())).containsExactly("zk is being deleted");
  }

  @ParameterizedTest
  @CsvSource({"Warning, Warning SlowDisk of zk-1", "Critical, Critical SlowDisk of zk-1"})
  void aProblemDoes(String level, String why) {
    assertThat(reasons(whole().problem(problem(level)))).containsExactly(why);
  }

  @Test
  void whatIsOnlyWorthKnowingDoesNot() {
    assertThat(reasons(whole().problem(problem("Info")))).isEmpty();
  }

  private static String problem(String level) {
    return "{rule: SlowDisk, level: %s, member: zk-1, message: slow}".formatted(level);
  }

  @Test
  void aStepThatWaitsDoes() {
    assertThat(reasons(whole().told("blocked", "[{reason: PodMissing, member: zk-2, message: m}]")))
        .containsExactly("the operator waits: PodMissing of zk-2, m");
  }

  @Test
  void membersThatAreYetToBeChangedDo() {
    assertThat(reasons(whole().told("/rollout", "updated", IntNode.valueOf(2))))
        .containsExactly("2 of 3 members run the configuration that is wanted");
  }

  @Test
  void aMemberThatIsBeingChangedDoes() {
    assertThat(reasons(whole().told("/rollout", "member", TextNode.valueOf("zk-1"))))
        .containsExactly("zk-1 is being changed");
  }

  @Test
  void notToKnowWhetherMembersAreChangedDoes() {
    assertThat(reasons(whole().told("", "rollout", NullNode.instance)))
        .containsExactly("status does not tell whether members are being changed");
  }

  @Test
  void aVoterThatIsNotSyncedDoes() {
    assertThat(reasons(whole().told("/quorum", "synced", IntNode.valueOf(2))))
        .containsExactly("2 of 3 voters are synced");
  }

  @Test
  void noLeaderDoes() {
    assertThat(reasons(whole().told("/quorum", "leader", NullNode.instance)))
        .containsExactly("status names no leader");
  }

  @Test
  void aMemberThatDoesNotServeDoes() {
    assertThat(reasons(whole().told("/members/2", "state", TextNode.valueOf("Syncing"))))
        .containsExactly("zk-2 is Syncing");
  }

  @Test
  void podsThatMayNotBeReadDo() {
    assertThat(reasons(whole().podsUnknown("Not allowed")))
        .containsExactly("its pods are not known: Not allowed");
  }

  @Test
  void aPodThatIsNotThereDoes() {
    assertThat(reasons(whole().withoutPod("zk-1"))).containsExactly("zk-1 has no pod");
  }

  @Test
  void aPodThatDoesNotRunDoes() {
    var pod = new SeenPod("zk-1", Optional.empty(), "CrashLoopBackOff", false, 2, "node-a");
    assertThat(reasons(whole().pod(pod)))
        .containsExactly("the pod of zk-1: CrashLoopBackOff, 2 restarts");
  }

  @Test
  void aPodThatIsNotReadyDoes() {
    var pod = new SeenPod("zk-1", Optional.empty(), SeenPod.RUNNING, false, 0, "node-a");
    assertThat(reasons(whole().pod(pod))).containsExactly("the pod of zk-1: Running, not ready");
  }

  @Test
  void aPodThatStatusDoesNotKnowDoes() {
    assertThat(reasons(whole().pod("zk-3", 0)))
        .containsExactly("status does not tell anything of zk-3");
  }
}
