package dev.quorate.plan;

import dev.quorate.facts.MemberSet;
import dev.quorate.model.Reason;
import dev.quorate.model.Role;
import dev.quorate.model.ServerLine;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Are the committed configuration and the volumes as the specification says? Each difference is
 * named, and none is acted on by halves.
 */
final class DriftRule implements Rule {
  @Override
  public Verdict evaluate(PlanInput input) {
    return Verdict.unless(Stream.concat(drift(input).stream(), volumes(input)).toList());
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

  private static Stream<Blocker> volumes(PlanInput input) {
    return Stream.of(Role.VOTER, Role.OBSERVER)
        .flatMap(role -> differences(input, role).stream())
        .map(difference ->
            Blocker.of(
                Reason.NOT_SUPPORTED_YET,
                difference + "; this version of the operator does not change volumes"));
  }

  private static List<String> differences(PlanInput input, Role role) {
    String field = role == Role.VOTER ? "spec.storage" : "spec.observers.storage";
    return input
        .desired()
        .set(role)
        .map(set -> set.getSpec().getVolumeClaimTemplates())
        .flatMap(wanted ->
            input
                .state()
                .set(role)
                .map(MemberSet::claimTemplates)
                .map(live -> ClaimTemplates.differences(field, wanted, live)))
        .orElse(List.of());
  }
}
