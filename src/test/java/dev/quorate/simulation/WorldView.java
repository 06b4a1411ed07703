package dev.quorate.simulation;

import dev.quorate.facts.ObservedState;
import dev.quorate.facts.Probed;
import dev.quorate.facts.RecordedMembership;
import dev.quorate.model.MemberId;
import dev.quorate.model.Names;
import dev.quorate.model.Role;
import dev.quorate.model.ServerLine;
import dev.quorate.simulation.SimMember.SimPod;
import dev.quorate.simulation.SimMember.Vote;
import dev.quorate.testing.Ensembles;
import dev.quorate.testing.ObservedStates;
import java.util.List;
import java.util.stream.IntStream;

/** What the operator would see: objects as they were when its caches were filled, servers now. */
final class WorldView {
  private WorldView() {}

  static ObservedState of(World objects, World servers, String revision) {
    int count = objects.members().size();
    var states =
        objects.statefulSet().isPresent()
            ? ObservedStates.starting(count)
            : ObservedStates.nothing(count);
    states
        .superuserPresent(objects.superuser())
        .formedInStatus(objects.formedInStatus())
        .membership(
            Probed.known(objects.membership().map(f -> new RecordedMembership(lines(count), f))));
    for (int i = 0; i < count; i++) {
      see(states, i + 1, objects.members().get(i), servers.members().get(i), servers.serves());
    }
    if (servers.serves() && objects.members().get(servers.leader()).pod().isPresent()) {
      states.leader(servers.leader() + 1);
    }
    return states.revision(revision).build();
  }

  private static void see(
      ObservedStates states, int id, SimMember object, SimMember server, boolean serves) {
    if (object.recorded()) {
      states.recordedClaim(id);
    } else if (object.disk().kind() != Disk.Kind.EMPTY) {
      states.emptyClaim(id);
    }
    Vote vote = server.pod().map(SimPod::vote).orElse(Vote.DOWN);
    if (object.pod().isEmpty()) {
      states.podMissing(id);
    } else if (vote == Vote.DOWN) {
      states.creating(id);
    } else if (serves) {
      states.synced(id);
    } else {
      states.electing(id);
    }
  }

  static List<ServerLine> lines(int count) {
    Names names = Ensembles.of(count).build().names();
    return IntStream.rangeClosed(1, count)
        .mapToObj(id -> names.serverLine(new MemberId(id), Role.VOTER))
        .toList();
  }
}
