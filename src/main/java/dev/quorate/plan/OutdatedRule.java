package dev.quorate.plan;

import dev.quorate.facts.ObservedMember;
import dev.quorate.facts.PodFacts;
import dev.quorate.model.Reason;
import dev.quorate.model.ZooKeeperVersion;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Does every listed member run what it should? A difference is named, and not acted on by halves.
 */
final class OutdatedRule implements Rule {
  @Override
  public Verdict evaluate(PlanInput input) {
    return Verdict.unless(
        Stream.concat(versionMismatches(input), outdated(input).stream()).toList());
  }

  private static Stream<Blocker> versionMismatches(PlanInput input) {
    var wanted = input.ensemble().version();
    return input.state().members().values().stream()
        .filter(member -> isCurrent(input, member))
        .flatMap(member -> mismatch(input, member, wanted).stream());
  }

  private static Optional<Blocker> mismatch(
      PlanInput input, ObservedMember member, ZooKeeperVersion wanted) {
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

  private static boolean isCurrent(PlanInput input, ObservedMember member) {
    return member
        .pod()
        .flatMap(PodFacts::revision)
        .equals(input.desired().revisions().of(member.id()));
  }

  private static Optional<Blocker> outdated(PlanInput input) {
    List<String> pods =
        input.state().members().values().stream()
            .filter(m -> m.pod().isPresent() && !isCurrent(input, m))
            .filter(m -> input.committed().server(m.id()).isPresent())
            .map(m -> input.name(m.id()))
            .toList();
    return pods.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Blocker.of(
                Reason.NOT_SUPPORTED_YET,
                "%s run an older revision than %s; this version of the operator does not restart"
                        .formatted(String.join(", ", pods), input.desired().revisions().voters())
                    + " members: delete the pods one by one, the leader last, each when all are"
                    + " synced"));
  }
}
