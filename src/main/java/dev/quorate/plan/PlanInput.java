package dev.quorate.plan;

import dev.quorate.desired.DesiredResources;
import dev.quorate.desired.Topology;
import dev.quorate.facts.ObservedState;
import dev.quorate.model.Ensemble;
import dev.quorate.model.MemberId;
import dev.quorate.model.QuorumConfig;
import java.util.SortedMap;

/** Everything that a rule may look at. */
record PlanInput(
    Ensemble ensemble,
    ObservedState state,
    Formation formation,
    Topology topology,
    DesiredResources desired,
    SortedMap<MemberId, MemberHealth> health,
    Turn turn) {

  /** The configuration of the majority that serves; asked only when there is one. */
  QuorumConfig committed() {
    return state.quorum().config().ifKnown().orElseThrow();
  }

  Drift drift() {
    return Drift.of(committed(), state.quorum(), ensemble.names());
  }

  /** Whether it has all data, and clients may depend on it. */
  boolean serves(MemberId id) {
    var member = health.get(id);
    return member != null && member.isSynced();
  }

  /** How a member is called in messages: by its pod. */
  String name(MemberId id) {
    return ensemble.names().pod(id);
  }
}
