package dev.quorate.plan;

import dev.quorate.facts.LiveObject;
import dev.quorate.facts.ObservedState;
import dev.quorate.model.Ensemble;
import dev.quorate.model.Reason;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Optional;

/**
 * Does somebody else's object sit under a name that this cluster needs? It is never adopted and
 * never touched (A45); an object of an earlier incarnation of this cluster is waited for until it
 * is collected.
 */
final class NameConflictCheck {
  private NameConflictCheck() {}

  static List<Blocker> conflicts(
      Ensemble ensemble, ObservedState state, List<HasMetadata> desired) {
    return desired.stream()
        .flatMap(d -> state.object(d.getKind(), d.getMetadata().getName()).stream())
        .flatMap(live -> conflict(ensemble, live).stream())
        .toList();
  }

  private static Optional<Blocker> conflict(Ensemble ensemble, LiveObject live) {
    var owner = ensemble.owner();
    String what = live.kind() + " " + live.name();
    if (live.controllerUid().isEmpty()) {
      return live.managed()
          ? Optional.empty()
          : Optional.of(
              Blocker.of(
                  Reason.NAME_CONFLICT,
                  what + " exists and is not managed by Quorate; rename it or this cluster"));
    }
    if (live.controllerUid().get().equals(owner.uid())) {
      return Optional.empty();
    }
    String other = live.controllerName().orElse("");
    return Optional.of(
        live.managed() && other.equals(owner.name())
            ? Blocker.of(
                Reason.CREATING_ENSEMBLE,
                what + " still belongs to an earlier, deleted cluster of this name; waiting for it")
            : Blocker.of(
                Reason.NAME_CONFLICT,
                "%s belongs to %s; rename one of the two clusters".formatted(what, other)));
  }
}
