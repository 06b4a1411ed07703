package dev.quorate.scenario;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a reader of status relies on. No status can be right in the very moment in which a server
 * dies, so each statement may be wrong for a while and no longer.
 */
@SuppressWarnings("ImmutableEnumChecker") // the predicates are lambdas without state
enum Truth {
  QUORUM_NEEDS_A_LEADER(m -> !m.claims("QuorumAvailable") || m.leader().isPresent(), Bound.NOTICE),
  A_LEADER_MAKES_QUORUM(m -> m.claims("QuorumAvailable") || m.leader().isEmpty(), Bound.NOTICE),
  READY_NEEDS_EVERY_MEMBER(m -> !m.claims("Ready") || m.isWhole(), Bound.NOTICE),
  EVERY_MEMBER_MAKES_READY(m -> m.claims("Ready") || !m.isWhole(), Bound.PROBED),
  THE_LEADER_IS_THE_LEADER(Moment::leaderIsRight, Bound.NOTICE),
  SYNCED_MEMBERS_SERVE(Moment::syncedMembersServe, Bound.NOTICE);

  private static final class Bound {
    /**
     * A pass starts on the kubelet's word, or one second after the last one while anything is
     * amiss, and waits at most 2 s for a member's answer; the rest is for two busy cores.
     */
    static final Duration NOTICE = Duration.ofSeconds(5);

    /** Ready also waits for the kubelet, who asks each member every 2 s whether it serves. */
    static final Duration PROBED = NOTICE.plusSeconds(3);
  }

  private final Predicate<Moment> holds;
  private final Duration bound;

  Truth(Predicate<Moment> holds, Duration bound) {
    this.holds = holds;
    this.bound = bound;
  }

  Duration bound() {
    return bound;
  }

  boolean holdsAt(Moment moment) {
    return holds.test(moment);
  }

  /** The longest time for which the statement was wrong without a break. */
  Duration longestLie(List<Moment> moments) {
    var longest = Duration.ZERO;
    Moment first = null;
    for (var moment : moments) {
      if (first != null) {
        var lie = Duration.between(first.time(), moment.time());
        longest = lie.compareTo(longest) > 0 ? lie : longest;
      }
      if (holdsAt(moment)) {
        first = null;
      } else if (first == null) {
        first = moment;
      }
    }
    return longest;
  }
}
