package dev.quorate.status;

import dev.quorate.api.BlockedStatus;
import dev.quorate.api.FormedStatus;
import dev.quorate.api.RolloutStatus;
import dev.quorate.api.ZookeeperClusterStatus;
import dev.quorate.model.Labels;
import dev.quorate.model.Reason;
import dev.quorate.model.Role;
import dev.quorate.plan.Blocker;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The complete new status from what one pass saw and did. Nothing that changes by itself is in it,
 * so at rest it equals the previous one and nothing is written (I12).
 */
public final class StatusComputer {

  /**
   * @param previous the status that the resource carries, null when it has none; lends times and
   *     the formed record, and decides nothing (I11)
   * @param generation of the specification that the pass acted on
   * @param findings of the diagnosis, which decide nothing else
   */
  public ZookeeperClusterStatus compute(
      ZookeeperClusterStatus previous, long generation, Pass pass, Findings findings, Instant now) {
    var before = Snapshot.of(previous);
    var problems = Problems.of(findings, before);
    var diagnosis = DiagnosisCondition.judge(findings, problems, before);
    var formed = formed(before, pass, now);
    var situation = Situation.of(pass, formed.isPresent());
    var voters = situation.voters();
    int ready = (int) voters.stream().filter(situation::isReady).count();
    return new ZookeeperClusterStatus(
        generation,
        Conditions.of(situation, diagnosis).asList(before.conditions(), generation, now),
        voterPods(situation),
        ready,
        ready + "/" + (voters.isEmpty() ? "?" : voters.size()),
        selector(situation),
        RunningVersion.of(situation).orElse(null),
        situation.names().endpoint(),
        formed.orElse(null),
        QuorumNumbers.of(situation),
        LeaderHistory.of(situation, before, now),
        ConfigurationHistory.of(situation, before, now),
        MemberStatuses.of(situation),
        rollout(situation, before, now),
        PlanAhead.of(situation, before).orElse(null),
        situation.blockers().map(b -> blocked(b, before, now)).toList(),
        problems);
  }

  /** The same of an ensemble that nobody has examined yet. */
  public ZookeeperClusterStatus compute(
      ZookeeperClusterStatus previous, long generation, Pass pass, Instant now) {
    return compute(previous, generation, pass, Findings.NONE, now);
  }

  /** Set once, kept for ever: a later configuration does not change when the ensemble formed. */
  private static Optional<FormedStatus> formed(Snapshot before, Pass pass, Instant now) {
    return before
        .formed()
        .or(() ->
            pass instanceof Pass.Planned planned
                ? planned
                    .plan()
                    .formedVersion()
                    .map(version -> new FormedStatus(version, Timestamp.of(now)))
                : Optional.empty());
  }

  private static int voterPods(Situation situation) {
    return (int)
        situation.state().members().values().stream()
            .filter(m -> m.id().isOurs(Role.VOTER) && m.pod().isPresent())
            .count();
  }

  private static String selector(Situation situation) {
    return Labels.members(situation.names().cluster(), Role.VOTER).entrySet().stream()
        .map(e -> e.getKey() + "=" + e.getValue())
        .collect(Collectors.joining(","));
  }

  private static RolloutStatus rollout(Situation situation, Snapshot before, Instant now) {
    return Rollout.of(situation)
        .map(r -> isOver(r, before) ? complete(r) : underWay(r, before, now))
        .orElse(null);
  }

  /** The last member belongs to it until it is back. */
  private static boolean isOver(Rollout rollout, Snapshot before) {
    boolean wasUnderWay = before.rolloutSince(rollout.revision()).isPresent();
    return rollout.isComplete() && (rollout.member().isEmpty() || !wasUnderWay);
  }

  private static RolloutStatus complete(Rollout rollout) {
    return new RolloutStatus(
        rollout.revision(), rollout.updated(), rollout.total(), null, null, null);
  }

  private static RolloutStatus underWay(Rollout rollout, Snapshot before, Instant now) {
    return new RolloutStatus(
        rollout.revision(),
        rollout.updated(),
        rollout.total(),
        rollout.member().orElse(null),
        rollout
            .canary()
            .or(rollout::reason)
            .map(Reason::text)
            .or(before::rolloutReason)
            .orElse(null),
        before.rolloutSince(rollout.revision()).orElseGet(() -> Timestamp.of(now)));
  }

  private static BlockedStatus blocked(Blocker blocker, Snapshot before, Instant now) {
    String member = blocker.member().orElse(null);
    String reason = blocker.reason().text();
    return new BlockedStatus(
        reason,
        member,
        BoundedText.of(blocker.message()),
        before.blockedSince(reason, member).orElseGet(() -> Timestamp.of(now)));
  }
}
