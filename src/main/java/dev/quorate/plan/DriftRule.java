package dev.quorate.plan;

import dev.quorate.facts.MemberSet;
import dev.quorate.model.MemberId;
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
            .filter(server -> !isAsNamed(server, names.serverLine(server.id(), role(server.id()))))
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

  private static Role role(MemberId id) {
    return id.isOurs(Role.OBSERVER) ? Role.OBSERVER : Role.VOTER;
  }

  private static boolean isAsNamed(ServerLine committed, ServerLine ours) {
    return committed.host().equals(ours.host()) && committed.role() == ours.role();
  }

  private static Stream<Blocker> volumes(PlanInput input) {
    var wanted = input.desired().voters().getSpec().getVolumeClaimTemplates();
    return input
        .state()
        .voterSet()
        .map(MemberSet::claimTemplates)
        .map(live -> ClaimTemplates.differences(wanted, live))
        .orElse(List.of())
        .stream()
        .map(difference ->
            Blocker.of(
                Reason.NOT_SUPPORTED_YET,
                difference + "; this version of the operator does not change volumes"));
  }
}
