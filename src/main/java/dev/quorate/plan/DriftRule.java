package dev.quorate.plan;

import dev.quorate.model.Reason;
import dev.quorate.model.ServerLine;
import java.util.List;
import java.util.Optional;

/**
 * Is the committed configuration as the specification says? A difference is named, and not acted on
 * by halves.
 */
final class DriftRule implements Rule {
  @Override
  public Verdict evaluate(PlanInput input) {
    return Verdict.unless(drift(input).stream().toList());
  }

  private static Optional<Blocker> drift(PlanInput input) {
    var names = input.ensemble().names();
    List<String> odd =
        input.committed().servers().stream()
            .filter(server -> !isAsNamed(server, names.serverLine(server.id(), server.id().role())))
            .map(ServerLine::render)
            .toList();
    return odd.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Blocker.of(
                Reason.MEMBERSHIP_DRIFT,
                "the committed configuration has entries that the operator did not make: "
                    + String.join(", ", odd)));
  }

  private static boolean isAsNamed(ServerLine committed, ServerLine ours) {
    return committed.host().equals(ours.host()) && committed.role() == ours.role();
  }
}
