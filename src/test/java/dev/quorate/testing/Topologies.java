package dev.quorate.testing;

import dev.quorate.desired.Topology;
import dev.quorate.model.Ensemble;
import dev.quorate.model.Role;
import dev.quorate.model.ServerLine;
import java.util.List;

/** Decisions about membership for tests: every wanted voter is listed. */
public final class Topologies {
  private Topologies() {}

  /** Before the first quorum. */
  public static Topology forming(Ensemble ensemble) {
    return new Topology(ensemble.voters(), 0, servers(ensemble), false, 0);
  }

  /** A quorum has served; one voter may be away. */
  public static Topology formed(Ensemble ensemble) {
    return new Topology(
        ensemble.voters(), ensemble.observers().replicas(), servers(ensemble), true, 1);
  }

  /** The line of every voter. */
  public static List<ServerLine> servers(Ensemble ensemble) {
    return ensemble.voterIds().stream()
        .map(id -> ensemble.names().serverLine(id, Role.VOTER))
        .toList();
  }
}
