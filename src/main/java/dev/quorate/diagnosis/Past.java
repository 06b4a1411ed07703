package dev.quorate.diagnosis;

import dev.quorate.model.MemberId;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is kept of a moment that is over: enough to see what has changed since.
 *
 * @param epoch of the leader; unknown without one
 */
record Past(
    Instant at,
    Optional<MemberId> leader,
    OptionalLong epoch,
    SortedMap<MemberId, Member> members) {
  Past {
    members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
  }

  /**
   * One member then.
   *
   * @param podUid empty when it had no pod
   */
  record Member(Figures figures, String podUid, int restarts) {
    static Member of(MemberVitals member) {
      return new Member(member.figures(), member.podUid(), member.restarts());
    }

    private boolean tellsFirst(Member then) {
      return !figures.equals(Figures.NONE)
          && (then == null
              || !isSameProcess(then.podUid, then.restarts)
              || then.figures().equals(Figures.NONE));
    }

    /** Whether the same process counted then; its figures go on from there. */
    boolean isSameProcess(MemberVitals now) {
      return isSameProcess(now.podUid(), now.restarts());
    }

    private boolean isSameProcess(String otherPodUid, int otherRestarts) {
      return podUid.equals(otherPodUid) && restarts == otherRestarts;
    }
  }

  /** Whether a process tells figures here that told none at an earlier moment. */
  boolean tellsFirst(Past earlier) {
    return members.entrySet().stream()
        .anyMatch(entry -> entry.getValue().tellsFirst(earlier.members().get(entry.getKey())));
  }

  static Past of(Vitals vitals) {
    SortedMap<MemberId, Member> members = new TreeMap<>();
    for (Map.Entry<MemberId, MemberVitals> member : vitals.members().entrySet()) {
      members.put(member.getKey(), Member.of(member.getValue()));
    }
    return new Past(vitals.at(), vitals.quorum().leading(), epoch(vitals), members);
  }

  static OptionalLong epoch(Vitals vitals) {
    return vitals
        .leader()
        .flatMap(MemberVitals::serving)
        .map(serving -> OptionalLong.of(serving.epoch()))
        .orElse(OptionalLong.empty());
  }
}
