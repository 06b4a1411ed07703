package dev.quorate.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.facts.PodFacts;
import dev.quorate.facts.RepairMark;
import dev.quorate.model.Ensemble;
import dev.quorate.model.Labels;
import dev.quorate.testing.Ensembles;
import dev.quorate.testing.ObservedStates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a member's data is set aside, when its volumes are made anew, and when nothing is. */
class RepairTest {
  private static final String CORRUPT = "java.lang.RuntimeException: Unable to run quorum server ";
  private static final Instant NOW = ObservedStates.NOW;
  private static final String POD = "uid-of-zk-2";
  private static final String OTHERS = " through [127.0.1.1:2181, 127.0.1.2:2181]";

  private final PlannedSteps steps = new PlannedSteps();

  private List<String> next(ObservedStates states) {
    return steps.next(Ensembles.three(), states);
  }

  private static ObservedStates corrupt() {
    return damaged(ObservedStates.healthy(3), 1, CORRUPT);
  }

  /** The third cannot start its server, and has tried often enough. */
  private static ObservedStates damaged(ObservedStates states, int code, String message) {
    return states.change(
        3, m -> m.crashed(new PodFacts.Exit(code, "Error", message), Damage.CRASHES));
  }

  private static ObservedStates marked(ObservedStates states, String pod, Instant at) {
    return states.change(3, m -> m.repair = Optional.of(new RepairMark(pod, at)));
  }

  private static ObservedStates left() {
    return marked(corrupt().committed(1, 2), POD, NOW);
  }

  private static ObservedStates unready(ObservedStates states, Duration since) {
    return states.change(3, m -> m.unreadySince = Optional.of(NOW.minus(since)));
  }

  private Map<String, String> marks(ObservedStates states) {
    return steps.plan(Ensembles.three(), states).actions().stream()
        .filter(Action.AnnotateClaim.class::isInstance)
        .map(Action.AnnotateClaim.class::cast)
        .filter(a -> a.claim().equals("data-zk-2"))
        .map(Action.AnnotateClaim::annotations)
        .findFirst()
        .orElse(Map.of());
  }

  // ---- repair

  /** ZooKeeper's words are the same as for bad data, but other data would not find room either. */
  @Test
  void aFullDiskIsNoDamage() throws IOException {
    var words = Files.readString(Path.of("src/test/resources/last-words/no-space.txt"));
    assertThat(words).contains("Unable to run quorum server");
    var full = damaged(ObservedStates.healthy(3), 1, words);
    assertThat(marks(full)).doesNotContainKey(Labels.REPAIR);
    assertThat(next(full)).containsExactly("wait for CrashLoop zk-2");
  }

  @Test
  void firstWritesOntoTheClaimWhichPodHasTheDamage() {
    assertThat(next(corrupt())).isEmpty();
    assertThat(marks(corrupt()))
        .containsEntry(Labels.REPAIR, POD + " " + NOW)
        .containsKeys(Labels.FORMED, Labels.MEMBERS);
  }

  @Test
  void thenTheMemberLeaves() {
    assertThat(next(marked(corrupt(), POD, NOW))).containsExactly("leave [3]" + OTHERS);
  }

  @Test
  void thenItsPodGoesAndTheListDoesNotNameIt() {
    assertThat(next(left())).containsExactly("delete zk-2");
    assertThat(steps.listed()).containsExactly("1 participant", "2 participant");
  }

  @Test
  void inTheNextPodItJoinsLikeAnyOther() {
    var again = marked(left(), "uid of the pod before", NOW);
    assertThat(next(again.creating(3))).containsExactly("wait for AddingMember zk-2");
    assertThat(next(again.synced(3)).getFirst()).startsWith("join server.3=");
  }

  /** It follows again, as the one whose data is not to be believed. */
  @Test
  void doesNotListItBeforeItsPodIsGone() {
    assertThat(next(left().synced(3))).containsExactly("delete zk-2");
    assertThat(steps.listed()).containsExactly("1 participant", "2 participant");
  }

  @Test
  void whatIsRecordedOfTheRepairOutlivesIt() {
    var joined = marked(ObservedStates.healthy(3).emptyClaim(3), "uid of the pod before", NOW);
    assertThat(marks(joined)).containsEntry(Labels.REPAIR, "uid of the pod before " + NOW);
  }

  @Test
  void leavesAMemberAloneThatRecoversByItself() {
    var recovered = marked(ObservedStates.healthy(3), POD, NOW);
    assertThat(next(recovered)).isEmpty();
  }

  @Test
  void doesNotRepairAMemberTwiceInAnHour() {
    var before = "uid of the pod before";
    assertThat(next(marked(corrupt(), before, NOW.minus(Duration.ofMinutes(59)))))
        .containsExactly("wait for RepairFailed zk-2");
    assertThat(marks(marked(corrupt(), before, NOW.minus(Duration.ofMinutes(61)))))
        .containsEntry(Labels.REPAIR, POD + " " + NOW);
  }

  @Test
  void repairsNobodyWhileAnotherVoterIsAway() {
    var five = Ensembles.of(5).build();
    var two = damaged(ObservedStates.healthy(5), 1, CORRUPT).unreachable(5);
    assertThat(steps.next(five, two)).allMatch(step -> step.startsWith("wait for "));
    assertThat(marks(two)).doesNotContainKey(Labels.REPAIR);
    var twice = damaged(ObservedStates.healthy(5), 1, CORRUPT).crashLooping(4, 1, 9);
    assertThat(steps.next(five, twice)).allMatch(step -> step.startsWith("wait for "));
  }

  @Test
  void repairsNobodyWithoutAQuorum() {
    var states = corrupt().electing(1).electing(2);
    assertThat(next(states)).allMatch(step -> step.startsWith("wait for "));
    assertThat(marks(states)).doesNotContainKey(Labels.REPAIR);
  }

  @ParameterizedTest
  @CsvSource({
    "41, refused: the volume at /data belongs to server.2",
    "1, java.lang.RuntimeException: Unable to run quorum server",
    "1, 'java.io.IOException: The accepted epoch, 2 is less than the current epoch, 3'",
    "10, 'java.io.IOException: The current epoch, 2, is older than the last zxid, 12884901890'",
  })
  void dataThatStopsTheServerIsRepaired(int code, String message) {
    assertThat(marks(damaged(ObservedStates.healthy(3), code, message))).containsKey(Labels.REPAIR);
  }

  @ParameterizedTest
  @CsvSource({
    "1, java.net.BindException: Address already in use",
    "3, Unable to access datadir",
    "10, java.io.IOException: No space left on device",
    "45, Unable to run quorum server",
    "137, Unable to run quorum server",
  })
  void otherDataIsNoRemedyForAnythingElse(int code, String message) {
    assertThat(marks(damaged(ObservedStates.healthy(3), code, message)))
        .doesNotContainKey(Labels.REPAIR);
  }

  @Test
  void oneThatFindsNoLeaderIsRepairedAfterTheDeadline() {
    var deadline = Duration.ofSeconds(Ensembles.three().rollout().progressDeadlineSeconds());
    var electing = ObservedStates.healthy(3).electing(3);
    assertThat(marks(unready(electing, deadline))).doesNotContainKey(Labels.REPAIR);
    assertThat(marks(unready(electing, deadline.plusSeconds(1)))).containsKey(Labels.REPAIR);
  }

  @Test
  void oneThatAnswersNobodyIsNotTouched() {
    var cutOff = unready(ObservedStates.healthy(3).unreachable(3), Duration.ofDays(1));
    assertThat(marks(cutOff)).doesNotContainKey(Labels.REPAIR);
  }

  // ---- replacement

  private static ObservedStates asked(int id) {
    return replaced(ObservedStates.healthy(3), id);
  }

  private static ObservedStates replaced(ObservedStates states, int id) {
    return states.change(id, m -> m.asked = new PodFacts.Asked(true, false));
  }

  @Test
  void oneThatIsReplacedLeavesAndThenGetsNewVolumes() {
    assertThat(next(asked(3))).containsExactly("leave [3]" + OTHERS);
    assertThat(next(asked(3).committed(1, 2)))
        .containsExactly("delete zk-2 and its volumes" + OTHERS);
  }

  @Test
  void oneThatIsReplacedNeedNotRun() {
    assertThat(next(asked(3).pending(3, "volume node affinity conflict")))
        .containsExactly("leave [3]" + OTHERS);
  }

  @Test
  void aPersonMayReplaceWhatWasRepairedInVain() {
    var broken = marked(corrupt(), "uid of the pod before", NOW);
    assertThat(next(replaced(broken, 3))).containsExactly("leave [3]" + OTHERS);
  }

  @Test
  void replacesNobodyWhileAnotherVoterIsAway() {
    assertThat(next(asked(3).unreachable(2))).allMatch(step -> step.startsWith("wait for "));
    assertThat(next(asked(3).committed(1, 2).podNotReady(2).syncing(2)))
        .allMatch(step -> step.startsWith("wait for "));
  }

  /** From the moment in which its pod is gone until it has its vote. */
  @Test
  void replacesOneAfterTheOther() {
    var second = replaced(ObservedStates.healthy(3).leader(1).committed(1, 2), 2);
    assertThat(next(second.podMissing(3))).containsExactly("wait for AddingMember zk-2");
    assertThat(next(second.creating(3))).containsExactly("wait for AddingMember zk-2");
    assertThat(next(second.synced(3)).getFirst()).startsWith("join server.3=");
    assertThat(next(replaced(ObservedStates.healthy(3).leader(1), 2)).getFirst())
        .startsWith("leave [2]");
  }

  @Test
  void doesNotThrowTheOnlyCopyAway() {
    Ensemble one = Ensembles.of(1).build();
    var alone = replaced(ObservedStates.healthy(1), 1);
    assertThat(steps.next(one, alone)).containsExactly("wait for ReplacingMember zk-0");
    assertThat(steps.plan(one, alone).stage().message())
        .contains("only copy of the data", "set spec.replicas to 3 first");
    assertThat(next(alone)).containsExactly("make 2 pods");
  }

  @Test
  void anObserverIsReplacedInTheSameWay() {
    var ensemble = Ensembles.of(3).observers(1).build();
    var states = ObservedStates.healthy(3).observerReplicas(1).synced(101).recordedClaim(101);
    assertThat(steps.next(ensemble, replaced(states, 101)).getFirst())
        .startsWith("delete zk-observer-0 and its volumes ");
  }
}
