package dev.quorate.status;

import dev.quorate.facts.Probed;
import dev.quorate.facts.QuorumView;
import dev.quorate.model.Ensemble;
import dev.quorate.model.MemberId;
import dev.quorate.model.QuorumConfig;
import dev.quorate.model.Reason;
import dev.quorate.model.Role;
import dev.quorate.plan.Drift;
import dev.quorate.plan.RoleChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Is the committed configuration the one that the specification asks for, names included? */
final class MembershipCondition {
  private MembershipCondition() {}

  static Judgement judge(Situation situation) {
    if (situation.ensemble().isEmpty()) {
      return Judgement.unknown(Reason.INVALID_SPEC, "the specification does not say who is wanted");
    }
    return switch (situation.quorum().config()) {
      case Probed.Unknown<QuorumConfig>(String why) ->
          Judgement.unknown(Reason.MEMBERSHIP_UNKNOWN, why);
      case Probed.Known<QuorumConfig>(QuorumConfig committed) ->
          compare(situation.ensemble().get(), committed, situation.quorum());
    };
  }

  private static Judgement compare(Ensemble ensemble, QuorumConfig committed, QuorumView quorum) {
    var names = ensemble.names();
    var drift = Drift.of(committed, quorum, names);
    List<String> differences = new ArrayList<>();
    for (Role role : Role.values()) {
      numbers(role, committed, quorum, ensemble).ifPresent(differences::add);
    }
    drift.misaddressed().stream()
        .map(server ->
            "%s is listed as %s, and not as %s"
                .formatted(
                    names.pod(server.id()), server.render(), Drift.ours(names, server).render()))
        .forEach(differences::add);
    drift.foreign().stream().map(s -> Drift.advice(s, names)).forEach(differences::add);
    return differences.isEmpty()
        ? Judgement.yes(Reason.MEMBERSHIP_IN_SYNC, "")
        : Judgement.no(reason(ensemble, committed, drift), String.join("; ", differences));
  }

  /** What the operator sees to comes first; servers of others wait for a person. */
  private static Reason reason(Ensemble ensemble, QuorumConfig committed, Drift drift) {
    var changes =
        Stream.of(Role.values()).map(role -> RoleChange.of(role, committed, ensemble)).toList();
    if (changes.stream().anyMatch(c -> !c.surplus().isEmpty())) {
      return Reason.REMOVING_MEMBER;
    }
    if (!changes.stream().allMatch(RoleChange::isNone)) {
      return Reason.ADDING_MEMBER;
    }
    return drift.misaddressed().isEmpty() ? Reason.FOREIGN_MEMBER : Reason.MEMBERSHIP_DRIFT;
  }

  private static Optional<String> numbers(
      Role role, QuorumConfig committed, QuorumView quorum, Ensemble ensemble) {
    SortedSet<MemberId> ours = new TreeSet<>(committed.members(role));
    ours.removeAll(quorum.foreign());
    var wanted = ensemble.wanted(role);
    return ours.equals(wanted)
        ? Optional.empty()
        : Optional.of("committed %ss are %s, wanted are %s".formatted(role.label(), ours, wanted));
  }
}
