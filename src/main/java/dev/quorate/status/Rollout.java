package dev.quorate.status;

import dev.quorate.facts.ObservedMember;
import dev.quorate.facts.PodFacts;
import java.util.List;
import java.util.Optional;

/**
 * How far the wanted revision has come. A pod that does not say what it runs counts as outdated
 * (I2); one that does not exist yet is neither updated nor outdated.
 */
record Rollout(String revision, int updated, int outdated, int total) {

  /** Empty when this pass did not get as far as to know the revision. */
  static Optional<Rollout> of(Situation situation) {
    return situation.revision().map(revision -> of(situation, revision));
  }

  private static Rollout of(Situation situation, String revision) {
    List<PodFacts> pods =
        situation.state().members().values().stream()
            .map(ObservedMember::pod)
            .flatMap(Optional::stream)
            .toList();
    int updated =
        (int) pods.stream().filter(p -> p.revision().equals(Optional.of(revision))).count();
    return new Rollout(revision, updated, pods.size() - updated, situation.health().size());
  }

  boolean isComplete() {
    return outdated == 0;
  }
}
