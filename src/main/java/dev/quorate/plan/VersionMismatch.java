package dev.quorate.plan;

import dev.quorate.facts.ObservedMember;
import dev.quorate.model.Reason;
import dev.quorate.model.ZooKeeperVersion;
import java.util.List;
import java.util.Optional;

/** Which members were made from the newest template, and run another release all the same? */
final class VersionMismatch {
  private VersionMismatch() {}

  static List<Blocker> blockers(PlanInput input) {
    return input.state().members().values().stream()
        .filter(member -> member.runs(input.desired().revisions()))
        .flatMap(member -> mismatch(input, member).stream())
        .toList();
  }

  private static Optional<Blocker> mismatch(PlanInput input, ObservedMember member) {
    var wanted = input.ensemble().version();
    return member
        .serving()
        .flatMap(s -> ZooKeeperVersion.parse(s.version()))
        .filter(runs -> !runs.equals(wanted))
        .map(runs ->
            Blocker.of(
                Reason.VERSION_MISMATCH,
                input.name(member.id()),
                "spec.version is %s, but the image runs %s; make them agree"
                    .formatted(wanted, runs)));
  }
}
