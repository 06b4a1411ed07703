package dev.quorate.status;

import dev.quorate.facts.ObservedMember;
import dev.quorate.facts.ServerFacts.Serving;
import dev.quorate.model.Ensemble;
import dev.quorate.model.ZooKeeperVersion;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which ZooKeeper do the members run, by their own word? The wanted one comes last. */
final class RunningVersion {
  private RunningVersion() {}

  static Optional<String> of(Situation situation) {
    SortedSet<ZooKeeperVersion> running =
        situation.state().members().values().stream()
            .map(ObservedMember::serving)
            .flatMap(Optional::stream)
            .map(Serving::version)
            .map(ZooKeeperVersion::parse)
            .flatMap(Optional::stream)
            .collect(Collectors.toCollection(TreeSet::new));
    if (running.isEmpty()) {
      return Optional.empty();
    }
    var last =
        situation
            .ensemble()
            .map(Ensemble::version)
            .filter(running::contains)
            .orElse(running.last());
    running.remove(last);
    String others =
        running.stream().map(ZooKeeperVersion::toString).collect(Collectors.joining(", "));
    return Optional.of(others.isEmpty() ? last.toString() : others + " → " + last);
  }
}
