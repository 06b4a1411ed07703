package dev.quorate.simulation;

import dev.quorate.simulation.SimMember.SimPod;
import dev.quorate.simulation.SimMember.Vote;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Everything there is, as a value: the next state is a new one, so that states can be compared and
 * remembered.
 *
 * @param membership whether the recorded list says that the ensemble has formed; empty: no record
 * @param statefulSet whether its template carries the bootstrap flag; empty: no StatefulSet
 * @param clientsLetIn whether the client Service leads to members
 * @param acknowledged writes that a client has been told are safe
 */
record World(
    List<SimMember> members,
    Optional<Boolean> membership,
    Optional<Boolean> statefulSet,
    boolean clientsLetIn,
    boolean superuser,
    boolean formedInStatus,
    int acknowledged) {

  static World empty(int members) {
    var fresh = new ArrayList<SimMember>();
    for (int i = 0; i < members; i++) {
      fresh.add(SimMember.FRESH);
    }
    return new World(
        List.copyOf(fresh), Optional.empty(), Optional.empty(), false, false, false, 0);
  }

  World change(int index, UnaryOperator<SimMember> change) {
    var changed = new ArrayList<>(members);
    changed.set(index, change.apply(changed.get(index)));
    return withMembers(changed);
  }

  World withMembers(List<SimMember> newMembers) {
    return new World(
        List.copyOf(newMembers),
        membership,
        statefulSet,
        clientsLetIn,
        superuser,
        formedInStatus,
        acknowledged);
  }

  World withMembership(Optional<Boolean> formed) {
    return new World(
        members, formed, statefulSet, clientsLetIn, superuser, formedInStatus, acknowledged);
  }

  World withStatefulSet(Optional<Boolean> bootstrapFlag) {
    return new World(
        members, membership, bootstrapFlag, clientsLetIn, superuser, formedInStatus, acknowledged);
  }

  World withClientsLetIn(boolean letIn) {
    return new World(
        members, membership, statefulSet, letIn, superuser, formedInStatus, acknowledged);
  }

  World withSuperuser() {
    return new World(
        members, membership, statefulSet, clientsLetIn, true, formedInStatus, acknowledged);
  }

  World withFormedInStatus(boolean formed) {
    return new World(
        members, membership, statefulSet, clientsLetIn, superuser, formed, acknowledged);
  }

  private World withAcknowledged(int writes) {
    return new World(
        members, membership, statefulSet, clientsLetIn, superuser, formedInStatus, writes);
  }

  int majority() {
    return members.size() / 2 + 1;
  }

  /** Whether a majority votes: then one of them leads, and every process gets what it has. */
  boolean serves() {
    return members.stream().filter(SimMember::votes).count() >= majority();
  }

  /** What a leader would hold: elections prefer the longest history. */
  int leadersHistory() {
    return members.stream()
        .filter(SimMember::votes)
        .mapToInt(m -> m.disk().history())
        .max()
        .orElse(0);
  }

  /** The index of the leader; elections break ties in favour of the highest id. */
  int leader() {
    int leader = -1;
    for (int i = 0; i < members.size(); i++) {
      if (members.get(i).votes() && members.get(i).disk().history() == leadersHistory()) {
        leader = i;
      }
    }
    return leader;
  }

  /** The StatefulSet controller makes the pods that are missing. */
  World withPods() {
    return statefulSet
        .map(flag -> all(m -> m.pod().isPresent() ? m : m.with(newPod(flag))))
        .orElse(this);
  }

  private static Optional<SimPod> newPod(boolean flag) {
    return Optional.of(new SimPod(flag, false, Vote.DOWN));
  }

  World all(UnaryOperator<SimMember> change) {
    return withMembers(members.stream().map(change).toList());
  }

  /** An election, when a majority votes: followers and waiting members copy what the leader has. */
  World settled() {
    if (!serves()) {
      return this;
    }
    int history = leadersHistory();
    return all(m ->
        m.runs()
            ? m.with(Disk.data(history))
                .with(m.pod().map(p -> new SimPod(p.bootstrapFlag(), p.stamp(), Vote.VOTES)))
            : m);
  }

  /** A client's write, when clients are let in; it reaches these members, the leader included. */
  World written(List<Integer> reached) {
    World next = withAcknowledged(acknowledged + 1);
    for (int index : reached) {
      next = next.change(index, m -> m.with(Disk.data(acknowledged + 1)));
    }
    return next;
  }
}
