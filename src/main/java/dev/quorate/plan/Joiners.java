package dev.quorate.plan;

import dev.quorate.facts.ObservedState;
import dev.quorate.facts.RecordedMembership;
import dev.quorate.model.Ensemble;
import dev.quorate.model.QuorumConfig;
import dev.quorate.model.Role;
import dev.quorate.model.ServerLine;
import java.util.ArrayList;
import java.util.List;

/** Who is listed, or is to be listed, although no committed configuration names it yet? */
final class Joiners {
  private Joiners() {}

  /**
   * Who gets its vote next is listed before it does, so that no committed member is ever missing
   * from the list; and not before it has copied the leader's data, because a volume that an earlier
   * member of its name left behind is trusted when it is listed (I7). Who is listed stays so for as
   * long as its pod does: a promotion that was given up may still be done.
   */
  static List<ServerLine> of(QuorumConfig committed, Ensemble ensemble, ObservedState state) {
    List<ServerLine> joiners = new ArrayList<>(listed(state, committed));
    RoleChange.joiner(committed, ensemble)
        .filter(joiner -> committed.server(joiner).isEmpty())
        .filter(joiner -> SetSize.mayJoin(state, joiner))
        .map(joiner -> ensemble.names().serverLine(joiner, Role.OBSERVER))
        .filter(line -> !joiners.contains(line))
        .ifPresent(joiners::add);
    return joiners;
  }

  /** Members of the voters' StatefulSet that are listed as observers: so far they have no vote. */
  static List<ServerLine> listed(ObservedState state, QuorumConfig committed) {
    return state.membership().ifKnown().flatMap(recorded -> recorded).stream()
        .map(RecordedMembership::servers)
        .flatMap(List::stream)
        .filter(server -> server.role() == Role.OBSERVER && server.id().role() == Role.VOTER)
        .filter(server -> committed.server(server.id()).isEmpty())
        .filter(server -> server.id().ordinal() < SetSize.live(Role.VOTER, state))
        .toList();
  }
}
