package dev.quorate.status;

import dev.quorate.api.BlockedStatus;
import dev.quorate.api.Condition;
import dev.quorate.api.ConfigurationChangeStatus;
import dev.quorate.api.FormedStatus;
import dev.quorate.api.LeaderStatus;
import dev.quorate.api.MemberStatus;
import dev.quorate.api.PlanStatus;
import dev.quorate.api.ProblemStatus;
import dev.quorate.api.QuorumStatus;
import dev.quorate.api.RolloutStatus;
import dev.quorate.api.ZookeeperClusterStatus;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The previous status, which may be missing or made by somebody else: nothing is taken for given.
 */
record Snapshot(
    Optional<Long> generation,
    List<Condition> conditions,
    Optional<FormedStatus> formed,
    Optional<String> leader,
    List<LeaderStatus> leaderHistory,
    List<ConfigurationChangeStatus> configurationHistory,
    List<MemberStatus> members,
    Optional<RolloutStatus> rollout,
    Optional<PlanStatus> plan,
    List<BlockedStatus> blocked,
    List<ProblemStatus> problems) {

  private static final Snapshot NONE =
      new Snapshot(
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          List.of(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          List.of());

  /**
   * @param status null when the resource has none
   */
  static Snapshot of(ZookeeperClusterStatus status) {
    return status == null ? NONE : written(status);
  }

  private static Snapshot written(ZookeeperClusterStatus status) {
    return new Snapshot(
        Optional.ofNullable(status.observedGeneration()),
        present(status.conditions()),
        Optional.ofNullable(status.formed()).filter(f -> f.configVersion() != null),
        Optional.ofNullable(status.quorum()).map(QuorumStatus::leader),
        present(status.leaderHistory()),
        present(status.configurationHistory()),
        present(status.members()),
        Optional.ofNullable(status.rollout()),
        Optional.ofNullable(status.plan()),
        present(status.blocked()),
        present(status.problems()));
  }

  private static <T> List<T> present(List<T> list) {
    return list == null ? List.of() : list.stream().filter(Objects::nonNull).toList();
  }

  Optional<Condition> condition(ConditionType type) {
    return conditions.stream().filter(c -> type.text().equals(c.type())).findFirst();
  }

  boolean isMissing() {
    return conditions.isEmpty();
  }

  boolean holds(ConditionType type) {
    return is(type, Judgement.Truth.TRUE);
  }

  boolean is(ConditionType type, Judgement.Truth truth) {
    return condition(type).map(c -> truth.text().equals(c.status())).orElse(false);
  }

  Optional<MemberStatus> member(String name) {
    return members.stream().filter(m -> name.equals(m.name())).findFirst();
  }

  Optional<String> rolloutSince(String revision) {
    return rollout.filter(r -> revision.equals(r.revision())).map(RolloutStatus::startedAt);
  }

  Optional<String> rolloutReason() {
    return rollout.map(RolloutStatus::reason);
  }

  Optional<String> blockedSince(String reason, String member) {
    return blocked.stream()
        .filter(b -> reason.equals(b.reason()) && Objects.equals(member, b.member()))
        .map(BlockedStatus::since)
        .filter(Objects::nonNull)
        .findFirst();
  }
}
