package dev.quorate.status;

import dev.quorate.api.BlockedStatus;
import dev.quorate.api.Condition;
import dev.quorate.api.FormedStatus;
import dev.quorate.api.MemberStatus;
import dev.quorate.api.RolloutStatus;
import dev.quorate.api.ZookeeperClusterStatus;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The previous status, which may be missing or made by somebody else: nothing is taken for given.
 */
record Before(
    List<Condition> conditions,
    Optional<FormedStatus> formed,
    List<MemberStatus> members,
    Optional<RolloutStatus> rollout,
    List<BlockedStatus> blocked) {

  /**
   * @param status null when the resource has none
   */
  static Before of(ZookeeperClusterStatus status) {
    return status == null
        ? new Before(List.of(), Optional.empty(), List.of(), Optional.empty(), List.of())
        : new Before(
            present(status.conditions()),
            Optional.ofNullable(status.formed()).filter(f -> f.configVersion() != null),
            present(status.members()),
            Optional.ofNullable(status.rollout()),
            present(status.blocked()));
  }

  private static <T> List<T> present(List<T> list) {
    return list == null ? List.of() : list.stream().filter(Objects::nonNull).toList();
  }

  Optional<Condition> condition(ConditionType type) {
    return conditions.stream().filter(c -> type.text().equals(c.type())).findFirst();
  }

  Optional<MemberStatus> member(String name) {
    return members.stream().filter(m -> name.equals(m.name())).findFirst();
  }

  Optional<String> rolloutSince(String revision) {
    return rollout.filter(r -> revision.equals(r.revision())).map(RolloutStatus::startedAt);
  }

  Optional<String> blockedSince(String reason, String member) {
    return blocked.stream()
        .filter(b -> reason.equals(b.reason()) && Objects.equals(member, b.member()))
        .map(BlockedStatus::since)
        .filter(Objects::nonNull)
        .findFirst();
  }
}
