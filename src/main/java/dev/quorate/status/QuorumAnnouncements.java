package dev.quorate.status;

import dev.quorate.api.Condition;
import dev.quorate.api.LeaderStatus;
import dev.quorate.model.Announcement;
import dev.quorate.model.Reason;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What became of the quorum and its leader. */
final class QuorumAnnouncements {
  private static final Set<Reason> LOSSES =
      Set.of(Reason.QUORUM_LOST, Reason.NO_LEADER, Reason.QUORUM_UNKNOWN);

  private QuorumAnnouncements() {}

  static Stream<Announcement> of(Snapshot before, Snapshot after) {
    var then = before.condition(ConditionType.QUORUM_AVAILABLE);
    var now = after.condition(ConditionType.QUORUM_AVAILABLE);
    if (then.isEmpty() || now.isEmpty()) {
      return Stream.empty();
    }
    return Stream.of(
            leader(before, after, now.get()),
            formed(before, after),
            restored(before, after, now.get()),
            lost(then.get(), now.get()))
        .flatMap(Optional::stream);
  }

  private static Optional<Announcement> formed(Snapshot before, Snapshot after) {
    return before.formed().isPresent()
        ? Optional.empty()
        : after
            .formed()
            .map(f ->
                Announcement.of(
                    Reason.ENSEMBLE_FORMED,
                    "The first quorum serves, configuration version " + f.configVersion()));
  }

  /** While the members could not be asked, nobody knows whether there was an election. */
  private static Optional<Announcement> leader(Snapshot before, Snapshot after, Condition now) {
    var type = ConditionType.QUORUM_AVAILABLE;
    if (after.leader().isEmpty() || !after.holds(type)) {
      return Optional.empty();
    }
    String leader = after.leader().get();
    var election = LeaderHistory.news(before, after);
    if (before.is(type, Judgement.Truth.FALSE)) {
      return Optional.of(Announcement.of(Reason.LEADER_ELECTED, leader, after(election, now)));
    }
    if (before.holds(type) && election.isPresent()) {
      return Optional.of(Announcement.of(Reason.LEADER_CHANGED, leader, after(election, now)));
    }
    return before
        .leader()
        .filter(previous -> before.holds(type) && !previous.equals(leader))
        .map(previous ->
            Announcement.of(
                Reason.LEADER_CHANGED, leader, "After %s, %s".formatted(previous, now.message())));
  }

  private static String after(Optional<LeaderStatus> election, Condition now) {
    return election
        .map(e -> "After %s (%s), %s".formatted(e.from(), e.cause(), now.message()))
        .orElse(now.message());
  }

  private static Optional<Announcement> restored(Snapshot before, Snapshot after, Condition now) {
    var type = ConditionType.QUORUM_AVAILABLE;
    return before.formed().isPresent() && !before.holds(type) && after.holds(type)
        ? Optional.of(Announcement.of(Reason.QUORUM_RESTORED, now.message()))
        : Optional.empty();
  }

  private static Optional<Announcement> lost(Condition then, Condition now) {
    return LOSSES.stream()
        .filter(r -> r.text().equals(now.reason()) && !Objects.equals(then.reason(), now.reason()))
        .map(r -> Announcement.of(r, now.message()))
        .findFirst();
  }
}
