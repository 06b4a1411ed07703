package dev.quorate.plan;

import dev.quorate.facts.ObservedMember;
import dev.quorate.facts.PodFacts;
import dev.quorate.model.MemberId;
import dev.quorate.model.QuorumConfig;
import dev.quorate.model.Reason;
import dev.quorate.model.Role;
import dev.quorate.model.ServerLine;
import dev.quorate.model.ZooKeeperVersion;
import dev.quorate.plan.Plan.Stage;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What does the specification ask for that the running ensemble is not? Each difference is named,
 * and none is acted on by halves.
 */
final class PendingChangesRule implements Rule {
  @Override
  public Verdict evaluate(PlanInput input) {
    List<Blocker> blockers = new ArrayList<>();
    versionMismatches(input).forEach(blockers::add);
    membership(input).ifPresent(blockers::add);
    outdated(input).ifPresent(blockers::add);
    drift(input).ifPresent(blockers::add);
    volumes(input).forEach(blockers::add);
    if (blockers.isEmpty()) {
      return Verdict.pass();
    }
    var first = blockers.getFirst();
    return new Verdict.Wait(new Stage(first.reason(), first.message()), blockers);
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
    return member.pod().flatMap(PodFacts::revision).equals(Optional.of(input.desired().revision()));
  }

  private static Optional<Blocker> membership(PlanInput input) {
    var committed =
        input.state().quorum().config().ifKnown().map(QuorumConfig::voters).orElseThrow();
    var wanted = input.ensemble().voterIds();
    return committed.equals(wanted)
        ? Optional.empty()
        : Optional.of(
            Blocker.of(
                Reason.NOT_SUPPORTED_YET,
                "spec.replicas asks for %d voters, the committed configuration has %d %s"
                        .formatted(wanted.size(), committed.size(), committed)
                    + "; this version of the operator does not change the membership:"
                    + " write %d".formatted(committed.size())));
  }

  private static Optional<Blocker> outdated(PlanInput input) {
    List<String> pods =
        input.state().members().values().stream()
            .filter(m -> m.pod().isPresent() && !isCurrent(input, m))
            .map(m -> input.name(m.id()))
            .toList();
    return pods.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Blocker.of(
                Reason.NOT_SUPPORTED_YET,
                "%s run an older revision than %s; this version of the operator does not restart"
                        .formatted(String.join(", ", pods), input.desired().revision())
                    + " members: delete the pods one by one, the leader last, each when all are"
                    + " synced"));
  }

  private static Optional<Blocker> drift(PlanInput input) {
    var names = input.ensemble().names();
    var config = input.state().quorum().config().ifKnown().orElseThrow();
    List<String> odd =
        config.servers().stream()
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
    var live = input.state().claimTemplates();
    return input.desired().inApplyOrder().stream()
        .filter(StatefulSet.class::isInstance)
        .map(StatefulSet.class::cast)
        .flatMap(set ->
            live
                .map(l -> ClaimTemplates.differences(set.getSpec().getVolumeClaimTemplates(), l))
                .orElse(List.of())
                .stream())
        .map(difference ->
            Blocker.of(
                Reason.NOT_SUPPORTED_YET,
                difference + "; this version of the operator does not change volumes"));
  }
}
