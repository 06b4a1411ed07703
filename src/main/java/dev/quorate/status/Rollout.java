package dev.quorate.status;

import dev.quorate.facts.ObservedMember;
import dev.quorate.model.MemberId;
import dev.quorate.model.Reason;
import dev.quorate.model.Revisions;
import dev.quorate.plan.Blocker;
import dev.quorate.plan.Renewal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How far the wanted revision, or a restart, has come. A pod that does not say what it runs counts
 * as outdated (I2); one that does not exist yet is neither updated nor outdated.
 *
 * @param member who is on its way, by its pod
 * @param reason why members are restarted; empty when none is outdated
 * @param canary what becomes of the first that changed, when the others wait for it
 */
record Rollout(
    String revision,
    int updated,
    int outdated,
    int total,
    Optional<String> member,
    Optional<Reason> reason,
    Optional<Reason> canary) {

  private static final Set<Reason> CANARY = Set.of(Reason.CANARY_SOAKING, Reason.CANARY_REGRESSED);

  /** Empty when this pass did not get as far as to know the revision. */
  static Optional<Rollout> of(Situation situation) {
    return situation.revisions().map(revisions -> of(situation, revisions));
  }

  private static Rollout of(Situation situation, Revisions revisions) {
    List<MemberId> pods =
        situation.state().members().values().stream()
            .filter(m -> m.pod().isPresent())
            .map(ObservedMember::id)
            .toList();
    int updated = (int) pods.stream().filter(situation::isCurrent).count();
    return new Rollout(
        revisions.voters(),
        updated,
        pods.size() - updated,
        situation.health().size(),
        onItsWay(situation),
        reason(situation, revisions),
        canary(situation));
  }

  private static Optional<String> onItsWay(Situation situation) {
    return situation.health().values().stream()
        .filter(h -> !situation.isReady(h.id()) && situation.state().set(h.id().role()).isPresent())
        .map(h -> situation.name(h.id()))
        .findFirst();
  }

  private static Optional<Reason> canary(Situation situation) {
    return situation.blockers().map(Blocker::reason).filter(CANARY::contains).findFirst();
  }

  /** The first of those that are outdated tells. */
  private static Optional<Reason> reason(Situation situation, Revisions revisions) {
    var version = situation.ensemble().orElseThrow().version();
    return situation.state().members().values().stream()
        .flatMap(m -> Renewal.of(m, revisions, version).stream())
        .map(Renewal::reason)
        .findFirst();
  }

  boolean isComplete() {
    return outdated == 0;
  }

  /** In one sentence. */
  String progress() {
    return reason.equals(Optional.of(Reason.RESTART_REQUESTED))
        ? "%d of %d members have restarted since that was asked for".formatted(updated, total)
        : "%d of %d members run revision %s".formatted(updated, total, revision);
  }
}
