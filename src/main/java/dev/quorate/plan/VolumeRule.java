package dev.quorate.plan;

import dev.quorate.facts.MemberSet;
import dev.quorate.model.Reason;
import dev.quorate.model.Role;
import java.util.List;
import java.util.stream.Stream;

/** Are the volumes as the specification says? A difference is named, and not acted on by halves. */
final class VolumeRule implements Rule {
  @Override
  public Verdict evaluate(PlanInput input) {
    return Verdict.unless(volumes(input).toList());
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
