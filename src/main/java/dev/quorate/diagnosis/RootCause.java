package dev.quorate.diagnosis;

import dev.quorate.model.MemberId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Of everything that fires, which explains the rest? A rule names what follows from it; where two
 * are both unexplained, the worse one comes first, then the one nearer to the quorum: quorum and
 * configuration, pod, disk, pauses, network, clients.
 *
 * @param firings everything that fires
 * @param leader what is wrong with it concerns everybody
 */
record RootCause(List<Firing> firings, Optional<MemberId> leader) {
  private static final Comparator<Firing> ORDER =
      Comparator.comparing(Firing::level)
          .thenComparing(firing -> firing.rule().area())
          .thenComparing(firing -> firing.rule().id())
          .thenComparing(firing -> firing.member().map(MemberId::value).orElse(0));

  /** Causes first; what follows from them after. */
  List<Firing> inOrder() {
    return firings.stream()
        .sorted(
            Comparator.comparing((Firing firing) -> causeOf(firing).isPresent())
                .thenComparing(ORDER))
        .toList();
  }

  /** The first cause that explains it; empty when nothing does. */
  Optional<Firing> causeOf(Firing firing) {
    return firings.stream().filter(cause -> explains(cause, firing)).min(ORDER);
  }

  private boolean explains(Firing cause, Firing other) {
    return cause.rule().consequences().contains(other.rule().name()) && reaches(cause, other);
  }

  /** What is wrong with one follower does not explain what is wrong with another one. */
  private boolean reaches(Firing cause, Firing other) {
    return cause.member().isEmpty()
        || other.member().isEmpty()
        || cause.member().equals(other.member())
        || cause.member().equals(leader);
  }
}
