package dev.quorate.status;

import dev.quorate.facts.ObservedMember;
import dev.quorate.facts.PodFacts;
import java.util.List;
import java.util.Optional;

/**
 * How far the wanted revision has come, while some pod runs another one. A pod that does not say
 * what it runs counts as another one (I2).
 */
record Rollout(String revision, int updated, int total) {

  static Optional<Rollout> of(Situation situation) {
    return situation.revision().flatMap(revision -> of(situation, revision));
  }

  private static Optional<Rollout> of(Situation situation, String revision) {
    List<PodFacts> pods =
        situation.state().members().values().stream()
            .map(ObservedMember::pod)
            .flatMap(Optional::stream)
            .toList();
    int updated =
        (int) pods.stream().filter(p -> p.revision().equals(Optional.of(revision))).count();
    return updated == pods.size()
        ? Optional.empty()
        : Optional.of(new Rollout(revision, updated, situation.health().size()));
  }
}
