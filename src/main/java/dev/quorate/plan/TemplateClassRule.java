package dev.quorate.plan;

import dev.quorate.model.MemberId;
import java.util.Optional;

/**
 * Would a new volume be of another storage class than the specification says? Then the StatefulSet
 * is replaced before anybody gets a new volume, because none can change its class later. No volume
 * that there is is touched.
 */
final class TemplateClassRule implements Rule {
  @Override
  public Verdict evaluate(PlanInput input) {
    return ClaimTemplates.all(input)
        .filter(ClaimTemplates::haveOtherClass)
        .filter(templates -> new VolumeGrowth(input, templates).refused().isEmpty())
        .flatMap(templates -> next(input, new SetReplacement(input, templates)).stream())
        .findFirst()
        .orElse(Verdict.pass());
  }

  private static Optional<Verdict> next(PlanInput input, SetReplacement set) {
    return set.underWay()
        .or(() -> nobodyIsAwaited(input) ? Optional.of(set.begin()) : Optional.empty());
  }

  /** For a moment nobody makes a pod again; who is to have another volume is not waited for. */
  private static boolean nobodyIsAwaited(PlanInput input) {
    return input.committed().voters().stream()
        .allMatch(id -> input.state().quorum().synced().contains(id) || isReplaced(input, id));
  }

  private static boolean isReplaced(PlanInput input, MemberId id) {
    return input.state().member(id).pod().map(p -> p.asked().replace()).orElse(false);
  }
}
