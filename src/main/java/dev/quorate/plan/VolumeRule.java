package dev.quorate.plan;

import dev.quorate.model.Reason;
import java.util.List;
import java.util.Optional;

/**
 * Are the volumes as large as the specification says? They grow one after the other, so that what
 * goes wrong with the first happens to no other, the leader's last. Then the StatefulSet is
 * replaced: whoever joins later gets the new size. A volume never shrinks.
 */
final class VolumeRule implements Rule {
  @Override
  public Verdict evaluate(PlanInput input) {
    List<VolumeGrowth> growths =
        ClaimTemplates.all(input).map(templates -> new VolumeGrowth(input, templates)).toList();
    List<Blocker> refused =
        growths.stream()
            .flatMap(growth -> growth.refused().stream())
            .map(text -> Blocker.of(Reason.VOLUME_CHANGE_REFUSED, text))
            .toList();
    return refused.isEmpty()
        ? growths.stream()
            .flatMap(growth -> next(growth).stream())
            .findFirst()
            .orElse(Verdict.pass())
        : Verdict.unless(refused);
  }

  /** When every volume has the size, nobody depends on the old templates any more. */
  private static Optional<Verdict> next(VolumeGrowth growth) {
    var set = new SetReplacement(growth.input(), growth.templates());
    return growth
        .next()
        .or(set::underWay)
        .or(() -> growth.templates().haveOtherSize() ? Optional.of(set.begin()) : Optional.empty());
  }
}
