package dev.quorate.scenario;

import dev.quorate.api.MemberStatus;
import dev.quorate.api.ZookeeperClusterStatus;
import dev.quorate.testing.MemberModes;
import dev.quorate.testing.ToldStatus;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What status said and what the servers said, as nearly at the same time as two questions can be.
 *
 * @param modes of the members by pod, as in {@link MemberModes}
 * @param votersAway committed voters that the leader misses; 0 while nobody leads
 */
record Moment(
    Instant time, ZookeeperClusterStatus status, SortedMap<String, String> modes, int votersAway) {

  /** Whether a condition is True. */
  boolean claims(String condition) {
    return ToldStatus.condition(status, condition).startsWith("True");
  }

  Optional<String> leader() {
    return modes.keySet().stream().filter(pod -> modes.get(pod).equals("leader")).findFirst();
  }

  /** Whether every member serves clients. */
  boolean isWhole() {
    return leader().isPresent() && !modes.containsValue(MemberModes.NONE);
  }

  /** Whether nobody is called the leader who is not. */
  boolean leaderIsRight() {
    var named = status.quorum() == null ? null : status.quorum().leader();
    return named == null || Objects.equals(leader().orElse(null), named);
  }

  /** Whether every member serves that is called synced. */
  boolean syncedMembersServe() {
    return status.members().stream()
        .filter(m -> m.state().equals("Synced"))
        .map(MemberStatus::name)
        .noneMatch(pod -> modes.getOrDefault(pod, MemberModes.NONE).equals(MemberModes.NONE));
  }
}
