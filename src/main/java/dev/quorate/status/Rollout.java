package dev.quorate.status;

import dev.quorate.facts.ObservedMember;
import dev.quorate.model.MemberId;
import java.util.List;
import java.util.Optional;

/**
 * How far the wanted revision has come. A pod that does not say what it runs counts as outdated
 * (I2); one that does not exist yet is neither updated nor outdated.
 */
record Rollout(String revision, int updated, int outdated, int total) {

  /** Empty when this pass did not get as far as to know the revision. */
  static Optional<Rollout> of(Situation situation) {
    return situation.revisions().map(revisions -> of(situation, revisions.voters()));
  }

  private static Rollout of(Situation situation, String revision) {
    List<MemberId> pods =
        situation.state().members().values().stream()
            .filter(m -> m.pod().isPresent())
            .map(ObservedMember::id)
            .toList();
    int updated = (int) pods.stream().filter(situation::isCurrent).count();
    return new Rollout(revision, updated, pods.size() - updated, situation.health().size());
  }

  boolean isComplete() {
    return outdated == 0;
  }
}
