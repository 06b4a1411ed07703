package dev.quorate.status;

import dev.quorate.facts.Probed;
import dev.quorate.model.Ensemble;
import dev.quorate.model.MemberId;
import dev.quorate.model.QuorumConfig;
import dev.quorate.model.Reason;
import dev.quorate.model.Role;
import dev.quorate.model.ServerLine;
import dev.quorate.plan.RoleChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
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
          compare(situation.ensemble().get(), committed);
    };
  }

  private static Judgement compare(Ensemble ensemble, QuorumConfig committed) {
    List<String> differences = new ArrayList<>();
    compare("voters", committed.voters(), ensemble.voterIds()).ifPresent(differences::add);
    compare("observers", committed.observers(), ensemble.observerIds()).ifPresent(differences::add);
    committed.servers().stream()
        .filter(server -> !isOurs(ensemble, server))
        .map(server -> "committed under another name: " + server.render())
        .forEach(differences::add);
    return differences.isEmpty()
        ? Judgement.yes(Reason.MEMBERSHIP_IN_SYNC, "")
        : Judgement.no(reason(ensemble, committed), String.join("; ", differences));
  }

  /** What the operator sees to is under way, anything else drift. */
  private static Reason reason(Ensemble ensemble, QuorumConfig committed) {
    var changes =
        Stream.of(Role.values()).map(role -> RoleChange.of(role, committed, ensemble)).toList();
    if (changes.stream().anyMatch(c -> !c.surplus().isEmpty())) {
      return Reason.REMOVING_MEMBER;
    }
    return changes.stream().allMatch(RoleChange::isNone)
        ? Reason.MEMBERSHIP_DRIFT
        : Reason.ADDING_MEMBER;
  }

  private static Optional<String> compare(
      String who, SortedSet<MemberId> committed, SortedSet<MemberId> wanted) {
    return committed.equals(wanted)
        ? Optional.empty()
        : Optional.of("committed %s are %s, wanted are %s".formatted(who, committed, wanted));
  }

  private static boolean isOurs(Ensemble ensemble, ServerLine server) {
    var role = server.id().isOurs(Role.OBSERVER) ? Role.OBSERVER : Role.VOTER;
    return server.host().equals(ensemble.names().serverLine(server.id(), role).host());
  }
}
