package dev.quorate.plan;

import dev.quorate.desired.Topology;
import dev.quorate.facts.ClaimFacts;
import dev.quorate.facts.ObservedState;
import dev.quorate.facts.PodFacts;
import dev.quorate.facts.Probed;
import dev.quorate.facts.QuorumView;
import dev.quorate.facts.RecordedMembership;
import dev.quorate.model.Ensemble;
import dev.quorate.model.MemberId;
import dev.quorate.model.QuorumConfig;
import dev.quorate.model.Role;
import dev.quorate.model.ServerLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Predicate;

/**
 * Who is listed as a member? The committed configuration when a leader can be asked, else what was
 * recorded, and the specification only for an ensemble that never had a member (hazards Z19, §0.5:
 * a list that is rendered from the specification reverts a membership).
 */
final class TopologyDecision {
  private TopologyDecision() {}

  /** Empty when the recorded list exists but cannot be read: unknown is unsafe (I2). */
  static Optional<Topology> decide(Ensemble ensemble, ObservedState state, Formation formation) {
    return servers(ensemble, state, formation)
        .map(servers ->
            new Topology(
                replicas(Role.VOTER, ours(servers, ensemble), state),
                replicas(Role.OBSERVER, ours(servers, ensemble), state),
                servers,
                formation.isFormed(),
                maxUnavailable(ensemble, state)));
  }

  private static Optional<List<ServerLine>> servers(
      Ensemble ensemble, ObservedState state, Formation formation) {
    var committed = state.quorum().config().ifKnown();
    if (committed.isPresent()) {
      return committed.map(config -> withJoiners(config, ensemble, state));
    }
    return switch (state.membership()) {
      case Probed.Unknown<Optional<RecordedMembership>> _ -> Optional.empty();
      case Probed.Known<Optional<RecordedMembership>>(var recorded) ->
          recorded
              .map(RecordedMembership::servers)
              .filter(Predicate.not(List::isEmpty))
              .or(() -> Optional.of(firstList(ensemble, state, formation)));
    };
  }

  private static List<ServerLine> firstList(
      Ensemble ensemble, ObservedState state, Formation formation) {
    SortedSet<MemberId> voters =
        formation.recordedVoters().isEmpty() ? ensemble.voterIds() : formation.recordedVoters();
    return voters.stream()
        .map(id -> ensemble.names().serverLine(id, roleInFirstList(state, id)))
        .toList();
  }

  /**
   * Its own volume says that it had left, and the newest record that it got its vote next: it had
   * copied the leader's data, and its vote may have been proposed. Listed as one that joins it
   * keeps that data; set aside, the others would wait for a vote that nobody can give any more
   * (I7).
   */
  private static Role roleInFirstList(ObservedState state, MemberId id) {
    return state.member(id).claim().flatMap(ClaimFacts::leftVersion).isPresent()
        ? Role.OBSERVER
        : Role.VOTER;
  }

  private static List<ServerLine> withJoiners(
      QuorumConfig committed, Ensemble ensemble, ObservedState state) {
    List<ServerLine> servers = new ArrayList<>(committed.servers());
    servers.addAll(Joiners.of(committed, ensemble, state));
    return servers;
  }

  /** Pods come and go by a rule that has looked at everything else, never in passing. */
  private static int replicas(Role role, List<MemberId> listed, ObservedState state) {
    return Math.max(SetSize.upTo(role, listed), SetSize.live(role, state));
  }

  /** A server that somebody else listed has no pod, whatever its id. */
  private static List<MemberId> ours(List<ServerLine> servers, Ensemble ensemble) {
    return servers.stream().filter(ensemble.names()::isOurs).map(ServerLine::id).toList();
  }

  /**
   * One voter may be evicted while writes commit, no member comes or goes (Z55), and every voter
   * that is missing is one that Kubernetes counts itself. A pod that is ready although its server
   * is not synced would be counted as there.
   */
  private static int maxUnavailable(Ensemble ensemble, ObservedState state) {
    QuorumView quorum = state.quorum();
    boolean changing =
        quorum
            .config()
            .ifKnown()
            .map(config -> isInFlight(RoleChange.of(Role.VOTER, config, ensemble), state))
            .orElse(false);
    if (changing) {
      return 0;
    }
    boolean counted =
        quorum.unsynced().stream().allMatch(id -> id.isOurs(Role.VOTER) && !isReady(state, id));
    return quorum.isAvailable() && counted && oursSuffice(quorum) ? 1 : 0;
  }

  /** Who shall join, and has no pod yet, waits until the others have been restarted. */
  private static boolean isInFlight(RoleChange change, ObservedState state) {
    return !change.surplus().isEmpty() || change.isJoining(state);
  }

  /** Kubernetes knows nothing of voters that are not ours, so none of them is relied on. */
  private static boolean oursSuffice(QuorumView quorum) {
    var config = quorum.config().ifKnown().orElseThrow();
    long ours = config.voters().stream().filter(id -> !quorum.foreign().contains(id)).count();
    return ours == config.voters().size() || ours - 1 >= config.majority();
  }

  private static boolean isReady(ObservedState state, MemberId id) {
    return state.member(id).pod().map(PodFacts::ready).orElse(false);
  }
}
