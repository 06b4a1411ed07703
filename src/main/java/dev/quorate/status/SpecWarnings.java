package dev.quorate.status;

import dev.quorate.model.Reason;
import dev.quorate.validation.Warning;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What should the author of an accepted specification know, although it is carried out? */
final class SpecWarnings {
  private SpecWarnings() {}

  static Optional<Judgement> judge(Situation situation) {
    List<Warning> warnings =
        situation.planned().stream().flatMap(p -> p.verdict().warnings().stream()).toList();
    if (warnings.isEmpty()) {
      return Optional.empty();
    }
    var reason = warnings.getFirst().reason();
    boolean same = warnings.stream().allMatch(w -> w.reason() == reason);
    return Optional.of(
        Judgement.yes(
            same ? reason : Reason.SPEC_WARNING,
            warnings.stream()
                .map(w -> w.field() + ": " + w.message())
                .collect(Collectors.joining("; "))));
  }
}
