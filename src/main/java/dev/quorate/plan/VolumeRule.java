package dev.quorate.plan;

import dev.quorate.model.Reason;
import dev.quorate.model.Role;
import dev.quorate.plan.Plan.Stage;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Are the volumes as large as the specification says? They grow one after the other, so that what
 * goes wrong with the first happens to no other, the leader's last. Then the StatefulSet is
 * replaced, because claim templates cannot be changed: whoever joins later gets the new size. A
 * volume never shrinks and never changes its class.
 */
final class VolumeRule implements Rule {
  @Override
  public Verdict evaluate(PlanInput input) {
    var templates =
        Stream.of(Role.VOTER, Role.OBSERVER)
            .flatMap(role -> ClaimTemplates.of(role, input).stream())
            .toList();
    List<Blocker> refused = templates.stream().flatMap(VolumeRule::refused).toList();
    return refused.isEmpty()
        ? templates.stream()
            .flatMap(t -> next(input, t).stream())
            .findFirst()
            .orElse(Verdict.pass())
        : Verdict.unless(refused);
  }

  private static Stream<Blocker> refused(ClaimTemplates templates) {
    return Stream.concat(templates.otherClasses().stream(), templates.smaller().stream())
        .map(text -> Blocker.of(Reason.VOLUME_CHANGE_REFUSED, text));
  }

  private static Optional<Verdict> next(PlanInput input, ClaimTemplates templates) {
    return new VolumeGrowth(input, templates).next().or(() -> replaceSet(input, templates));
  }

  /** By now every volume has the size, so nobody depends on the old templates any more. */
  private static Optional<Verdict> replaceSet(PlanInput input, ClaimTemplates templates) {
    String name = input.ensemble().names().statefulSet(templates.role());
    var set = input.state().set(templates.role()).orElseThrow().identity();
    if (set.terminating()) {
      String what =
          "StatefulSet %s is being replaced; its pods and volumes stay as they are".formatted(name);
      return Optional.of(
          new Verdict.Wait(
              new Stage(Reason.GROWING_VOLUMES, what),
              List.of(Blocker.of(Reason.GROWING_VOLUMES, what))));
    }
    if (templates.larger().isEmpty()) {
      return Optional.empty();
    }
    String what =
        "StatefulSet %s is replaced, because its claim templates cannot be changed; its pods and volumes stay as they are"
            .formatted(name);
    return Optional.of(
        new Verdict.Act(
            new Stage(Reason.GROWING_VOLUMES, what),
            new Action.OrphanPods(name, set.uid(), set.resourceVersion(), what)));
  }
}
