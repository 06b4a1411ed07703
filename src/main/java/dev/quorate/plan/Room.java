package dev.quorate.plan;

import dev.quorate.facts.VolumeFacts;
import dev.quorate.plan.Plan.Stage;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Is there a member that does not serve, and has less room than the specification gives it? Its
 * disk may be full, and a larger claim disturbs nobody; so it is not kept waiting for the others.
 */
final class Room {
  private Room() {}

  /** Instead of waiting for members that are away. */
  static Optional<Verdict> make(PlanInput input, Stage stage) {
    return ClaimTemplates.all(input)
        .map(templates -> new VolumeGrowth(input, templates))
        .filter(growth -> growth.refused().isEmpty())
        .flatMap(growth -> larger(input, growth))
        .findFirst()
        .map(grow -> new Verdict.Act(stage, grow));
  }

  private static Stream<Action> larger(PlanInput input, VolumeGrowth growth) {
    return growth.volumes().stream()
        .filter(volume -> isAway(input, volume))
        .filter(growth::asksForLess)
        .map(growth::grow);
  }

  private static boolean isAway(PlanInput input, VolumeFacts volume) {
    var health = input.health().get(volume.member());
    return health != null && !health.isSynced();
  }
}
