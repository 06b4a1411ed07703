package dev.quorate.status;

import dev.quorate.api.LeaderStatus;
import dev.quorate.api.ZookeeperClusterStatus;
import dev.quorate.facts.ServerFacts.Serving;
import dev.quorate.model.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The last changes of leader, the newest first. An election is a new epoch, whoever wins it;
 * nothing is entered while nobody is confirmed to lead, save that the leader was taken away, which
 * stands there without a successor until there is one.
 */
public final class LeaderHistory {
  private LeaderHistory() {}

  private record Term(String leader, long epoch) {}

  static List<LeaderStatus> of(Situation situation, Snapshot before, Instant now) {
    var history = before.leaderHistory();
    return term(situation)
        .map(term -> during(situation, entered(situation, history, term, now), term.leader(), now))
        .orElseGet(() -> meanwhile(situation, history, now));
  }

  /** Epochs that began because the operator took the leader away, as far as the status tells. */
  public static Set<Long> plannedEpochs(ZookeeperClusterStatus status) {
    return Snapshot.of(status).leaderHistory().stream()
        .filter(entry -> entry.epoch() != null && isPlanned(entry))
        .map(LeaderStatus::epoch)
        .collect(Collectors.toSet());
  }

  /** Elections that the second status tells of and the first does not. */
  public static List<Election> elections(
      ZookeeperClusterStatus before, ZookeeperClusterStatus now) {
    var known = Snapshot.of(before).leaderHistory();
    return Snapshot.of(now).leaderHistory().stream()
        .filter(entry -> isElection(entry) && !known.contains(entry))
        .map(entry -> new Election(LeaderLoss.isPlanned(entry.cause())))
        .toList();
  }

  /**
   * One election.
   *
   * @param planned whether the operator took the leader away
   */
  public record Election(boolean planned) {}

  /** What the newest entry says of an election that was not told before. */
  static Optional<LeaderStatus> news(Snapshot before, Snapshot after) {
    return after.leaderHistory().stream()
        .findFirst()
        .filter(entry -> isElection(entry) && !before.leaderHistory().contains(entry));
  }

  /** Not the first leader that was seen, and not one that is only gone. */
  private static boolean isElection(LeaderStatus entry) {
    return entry.from() != null && entry.to() != null;
  }

  /** Its epoch is that of its last transaction only from the time on when it broadcasts. */
  private static Optional<Term> term(Situation situation) {
    if (!situation.quorum().isAvailable()) {
      return Optional.empty();
    }
    return situation
        .quorum()
        .leading()
        .flatMap(id ->
            situation
                .state()
                .member(id)
                .serving()
                .filter(Serving::isInBroadcast)
                .map(serving -> new Term(situation.name(id), serving.epoch())));
  }

  private static List<LeaderStatus> entered(
      Situation situation, List<LeaderStatus> history, Term term, Instant now) {
    var settled = history.stream().filter(entry -> entry.to() != null).toList();
    if (settled.isEmpty()) {
      return List.of(entry(now, null, term, LeaderLoss.FIRST));
    }
    var last = settled.getFirst();
    if (Objects.equals(last.epoch(), term.epoch())) {
      boolean isTaken = history.getFirst().to() == null && isPlanned(history.getFirst());
      return isTaken ? history : settled;
    }
    return Newest.first(entry(now, last.to(), term, cause(situation, history)), settled);
  }

  private static boolean isPlanned(LeaderStatus entry) {
    return LeaderLoss.isPlanned(entry.cause());
  }

  private static String cause(Situation situation, List<LeaderStatus> history) {
    var newest = history.getFirst();
    var pending = Optional.of(newest).filter(entry -> entry.to() == null);
    var last = history.stream().filter(entry -> entry.to() != null).findFirst().orElseThrow();
    return pending
        .filter(LeaderHistory::isPlanned)
        .map(LeaderStatus::cause)
        .or(() -> LeaderLoss.of(last.to(), Timestamp.read(last.time()), situation))
        .or(() -> pending.map(LeaderStatus::cause))
        .orElse(LeaderLoss.UNKNOWN);
  }

  private static List<LeaderStatus> during(
      Situation situation, List<LeaderStatus> history, String leader, Instant now) {
    return LeaderLoss.doneTo(leader, situation)
        .filter(_ -> history.getFirst().to() != null)
        .map(cause -> Newest.first(pending(now, leader, cause), history))
        .orElse(history);
  }

  private static List<LeaderStatus> meanwhile(
      Situation situation, List<LeaderStatus> history, Instant now) {
    boolean isLost =
        !history.isEmpty()
            && history.getFirst().to() != null
            && QuorumCondition.judge(situation).reason() == Reason.QUORUM_LOST;
    return isLost
        ? Newest.first(pending(now, history.getFirst().to(), LeaderLoss.QUORUM_LOST), history)
        : history;
  }

  private static LeaderStatus entry(Instant now, String from, Term term, String cause) {
    return new LeaderStatus(Timestamp.of(now), from, term.leader(), term.epoch(), cause);
  }

  private static LeaderStatus pending(Instant now, String from, String cause) {
    return new LeaderStatus(Timestamp.of(now), from, null, null, cause);
  }
}
