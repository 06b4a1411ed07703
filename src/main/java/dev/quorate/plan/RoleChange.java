package dev.quorate.plan;

import dev.quorate.facts.ObservedState;
import dev.quorate.model.Ensemble;
import dev.quorate.model.MemberId;
import dev.quorate.model.QuorumConfig;
import dev.quorate.model.Role;
import dev.quorate.model.ServerLine;
import java.util.Collections;
import java.util.Comparator;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What lies between the members of a role that are committed and those that are wanted? Servers
 * that this operator did not list are neither.
 *
 * @param surplus ours, committed, and not wanted
 * @param missing wanted, and not committed in this role
 */
public record RoleChange(SortedSet<MemberId> surplus, SortedSet<MemberId> missing) {

  public static RoleChange of(Role role, QuorumConfig committed, Ensemble ensemble) {
    SortedSet<MemberId> wanted = ensemble.wanted(role);
    SortedSet<MemberId> surplus = new TreeSet<>();
    committed.servers().stream()
        .filter(server -> server.id().role() == role && ensemble.names().isOurs(server))
        .map(ServerLine::id)
        .filter(id -> !wanted.contains(id))
        .forEach(surplus::add);
    SortedSet<MemberId> missing = new TreeSet<>(wanted);
    missing.removeAll(committed.members(role));
    return new RoleChange(
        Collections.unmodifiableSortedSet(surplus), Collections.unmodifiableSortedSet(missing));
  }

  /** Who joins next, of either role: voters first. */
  static Optional<MemberId> joiner(QuorumConfig committed, Ensemble ensemble) {
    return Stream.of(Role.VOTER, Role.OBSERVER)
        .flatMap(role -> of(role, committed, ensemble).joiner().stream())
        .findFirst();
  }

  /** Whether the committed members are the wanted ones. */
  public boolean isNone() {
    return surplus.isEmpty() && missing.isEmpty();
  }

  /**
   * Whether somebody who is missing has a pod, or is about to get one again; who has none can wait.
   */
  boolean isJoining(ObservedState state) {
    return missing.stream()
        .anyMatch(id ->
            state.member(id).pod().isPresent() || id.ordinal() < SetSize.live(id.role(), state));
  }

  /**
   * Who leaves next: one that is not synced protects nobody, then the highest ordinal, because a
   * StatefulSet takes its pods away in this order, and the leader last (I6).
   */
  Optional<MemberId> leaver(ObservedState state) {
    var quorum = state.quorum();
    return surplus.stream()
        .min(
            Comparator.comparing((MemberId id) ->
                    quorum.synced().contains(id) || quorum.observing().contains(id))
                .thenComparing(id -> quorum.leading().equals(Optional.of(id)))
                .thenComparing(Comparator.reverseOrder()));
  }

  /** Who joins next: one at a time, in the order in which a StatefulSet makes its pods. */
  private Optional<MemberId> joiner() {
    return missing.isEmpty() ? Optional.empty() : Optional.of(missing.first());
  }
}
