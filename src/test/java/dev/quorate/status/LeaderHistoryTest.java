package dev.quorate.status;

import static dev.quorate.testing.ObservedStates.healthy;
import static dev.quorate.testing.ObservedStates.starting;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.api.LeaderStatus;
import dev.quorate.api.ZookeeperClusterStatus;
import dev.quorate.model.MemberId;
import dev.quorate.model.MembershipChange;
import dev.quorate.plan.Action;
import dev.quorate.testing.ObservedStates;
import dev.quorate.testing.ToldStatus;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A story takes a second for each pass; zk-1 leads in epoch 3 when it begins. */
class LeaderHistoryTest {
  private static final Instant LATER = ObservedStates.NOW.plusSeconds(2);
  private static final Action EVICTION =
      new Action.EvictPod(new MemberId(2), "zk-1", "uid", "1", false, "zk-1 is restarted");

  private static Story begins() {
    return new Story().then(healthy(3));
  }

  /** Three voters that serve after an election. */
  private static ObservedStates after(int leader, long epoch) {
    return healthy(3).leader(leader).epoch(epoch);
  }

  private static List<String> told(Story story) {
    return ToldStatus.leaderHistory(story.status());
  }

  private static List<Boolean> planned(ZookeeperClusterStatus before, Story story) {
    return LeaderHistory.elections(before, story.status()).stream()
        .map(LeaderHistory.Election::planned)
        .toList();
  }

  @Test
  void beginsWithTheFirstLeaderThatWasSeen() {
    var story = new Story().then(starting(3)).then(starting(3).electing());
    assertThat(told(story)).isEmpty();

    story.then(healthy(3));
    assertThat(told(story)).containsExactly("? -> zk-1 in 3: first leader that was seen");
    assertThat(planned(null, story)).isEmpty();
  }

  @Test
  void staysTheSameWhileTheSameMemberLeadsInTheSameEpoch() {
    var once = begins();
    var first = once.status().leaderHistory();

    assertThat(once.then(healthy(3).behind(1, 500)).status().leaderHistory()).isEqualTo(first);
  }

  @Test
  void namesARestartByTheOperatorAsSoonAsItHasBegun() {
    var story = begins().did(healthy(3), EVICTION);
    var begun = story.status();
    assertThat(told(story)).first().isEqualTo("zk-1 -> ? in ?: restart by the operator");
    assertThat(planned(null, story)).isEmpty();

    story
        .then(healthy(3).terminating(2))
        .then(healthy(3).electing().podMissing(2))
        .then(after(3, 4).podMissing(2));
    assertThat(told(story))
        .containsExactly(
            "zk-1 -> zk-2 in 4: restart by the operator",
            "? -> zk-1 in 3: first leader that was seen");
    assertThat(planned(begun, story)).containsExactly(true);
  }

  @Test
  void doesNotTakeTheRestartOfAFollowerForTheReasonOfAnElection() {
    var follower = new Action.EvictPod(new MemberId(1), "zk-0", "uid", "1", false, "…");

    assertThat(told(begins().did(healthy(3), follower).then(after(3, 4))))
        .first()
        .isEqualTo("zk-1 -> zk-2 in 4: unknown");
  }

  @Test
  void namesTheRemovalOfTheLeader() {
    var removal =
        new Action.Reconfigure(
            new MemberId(2),
            MembershipChange.leave(new MemberId(2)),
            healthy(3).build().quorum().config().ifKnown().orElseThrow(),
            List.of("127.0.1.1:2181"),
            "zk-1 leaves");

    assertThat(told(begins().did(healthy(3), removal).then(after(3, 4).committed(1, 3))))
        .first()
        .isEqualTo("zk-1 -> zk-2 in 4: taken out of the ensemble by the operator");
  }

  @Test
  void tellsThatTheLeaderLeftWhenSomebodyElseTookItOut() {
    assertThat(told(begins().then(after(3, 4).committed(1, 3))))
        .first()
        .isEqualTo("zk-1 -> zk-2 in 4: leader left the ensemble");
  }

  @Test
  void tellsThatTheLeadersPodIsGoneOrAnother() {
    var story = begins();
    var before = story.status();

    assertThat(told(story.then(after(3, 4).podMissing(2))))
        .first()
        .isEqualTo("zk-1 -> zk-2 in 4: leader's pod was deleted");
    assertThat(planned(before, story)).containsExactly(false);
    assertThat(told(begins().then(after(3, 4).created(2, LATER))))
        .first()
        .isEqualTo("zk-1 -> zk-2 in 4: leader's pod was deleted");
    assertThat(told(begins().then(after(3, 4).podFailed(2, "Evicted"))))
        .first()
        .isEqualTo("zk-1 -> zk-2 in 4: leader's pod ended");
  }

  @Test
  void namesTheExitCodeOfAProcessThatEndedWhileItLed() {
    assertThat(told(begins().then(after(3, 4).exited(2, 137, LATER))))
        .first()
        .isEqualTo("zk-1 -> zk-2 in 4: process ended (exit code 137)");
  }

  @Test
  void doesNotBlameAnEndFromBeforeItLedOrOfUnknownTime() {
    assertThat(told(begins().then(after(3, 4).exited(2, 1, ObservedStates.NOW.minusSeconds(1)))))
        .first()
        .isEqualTo("zk-1 -> zk-2 in 4: unknown");
    assertThat(told(begins().then(after(3, 4).exited(2, 1))))
        .first()
        .isEqualTo("zk-1 -> zk-2 in 4: unknown");
  }

  @Test
  void tellsThatTheLeaderDoesNotAnswer() {
    assertThat(told(begins().then(after(3, 4).unreachable(2))))
        .first()
        .isEqualTo("zk-1 -> zk-2 in 4: leader does not answer");
  }

  @Test
  void remembersThatTheQuorumWasLostUntilSomebodyLeadsAgain() {
    var story = begins().then(healthy(3).electing(2).podMissing(1).podMissing(3));
    assertThat(told(story)).first().isEqualTo("zk-1 -> ? in ?: quorum was lost");

    story.then(healthy(3).electing()).then(after(2, 4));
    assertThat(told(story))
        .containsExactly(
            "zk-1 -> zk-1 in 4: quorum was lost", "? -> zk-1 in 3: first leader that was seen");
  }

  @Test
  void whatIsLeftOfTheLeaderTellsMoreThanThatTheQuorumWasLost() {
    var story =
        begins()
            .then(healthy(3).electing(1).podMissing(2).podMissing(3))
            .then(after(3, 4).exited(2, 137, LATER));

    assertThat(told(story)).first().isEqualTo("zk-1 -> zk-2 in 4: process ended (exit code 137)");
  }

  @Test
  void takesALossBackThatWasNone() {
    var lost = healthy(3).electing(2).podMissing(1).podMissing(3);

    assertThat(told(begins().then(lost).then(healthy(3))))
        .containsExactly("? -> zk-1 in 3: first leader that was seen");
  }

  @Test
  void theSameLeaderInANewEpochWasElected() {
    var story = begins();
    var before = story.status();

    assertThat(told(story.then(after(2, 5)))).first().isEqualTo("zk-1 -> zk-1 in 5: unknown");
    assertThat(planned(before, story)).containsExactly(false);
    assertThat(story.told())
        .containsExactly(
            "Normal LeaderChanged zk-1: After zk-1 (unknown), zk-1 leads a majority;"
                + " 3 of 3 voters synced, majority is 2, may lose 1");
  }

  @Test
  void enteringNothingWhileFactsAreUnknownItTellsOneElectionAfterwards() {
    var blind = healthy(3).unseen(1).unseen(2).unseen(3);
    var story = begins().then(blind).then(healthy(3).electing()).then(blind);
    assertThat(told(story)).hasSize(1);

    assertThat(told(story.then(after(1, 6)).then(after(1, 6))))
        .containsExactly(
            "zk-1 -> zk-0 in 6: unknown", "? -> zk-1 in 3: first leader that was seen");
  }

  /** Between its election and its first own transaction a leader shows those of the one before. */
  @Test
  void aNewLeaderThatStillShowsTheOldEpochIsEnteredWithItsOwn() {
    assertThat(told(begins().then(healthy(3).leader(3)).then(after(3, 4))))
        .containsExactly(
            "zk-1 -> zk-2 in 4: unknown", "? -> zk-1 in 3: first leader that was seen");
  }

  @Test
  void keepsTheLastTen() {
    var story = begins();
    for (int epoch = 4; epoch < 20; epoch++) {
      story.then(after(1 + epoch % 3, epoch));
    }
    assertThat(story.status().leaderHistory())
        .extracting(LeaderStatus::epoch)
        .containsExactly(19L, 18L, 17L, 16L, 15L, 14L, 13L, 12L, 11L, 10L);
  }

  @Test
  void theEventOfAnElectionNamesItsCause() {
    var story =
        Story.after(Passes.three(healthy(3)))
            .then(healthy(3).electing().exited(2, 137, LATER))
            .then(after(3, 4).exited(2, 137, LATER));

    assertThat(story.told())
        .anyMatch(told ->
            told.startsWith(
                "Normal LeaderElected zk-2: After zk-1 (process ended (exit code 137)),"));
  }
}
