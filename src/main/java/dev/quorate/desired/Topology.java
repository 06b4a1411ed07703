package dev.quorate.desired;

import dev.quorate.model.Role;
import dev.quorate.model.ServerLine;
import java.util.List;

/**
 * The decisions about membership that the desired objects are rendered from.
 *
 * @param voterReplicas pods of the voters' StatefulSet: the members that are listed, not those that
 *     are wanted
 * @param observerReplicas pods of the observers' StatefulSet
 * @param servers what the membership ConfigMap lists: a superset of the committed members
 * @param formed whether a quorum has ever served; ends the bootstrap flag for good
 * @param maxUnavailable disruption budget: 1, or 0 while pods do not tell who is missing
 */
public record Topology(
    int voterReplicas,
    int observerReplicas,
    List<ServerLine> servers,
    boolean formed,
    int maxUnavailable) {
  public Topology {
    servers = List.copyOf(servers);
  }

  /** How many pods the StatefulSet of a role makes. */
  int replicas(Role role) {
    return role == Role.OBSERVER ? observerReplicas : voterReplicas;
  }
}
