package dev.quorate.scenario;

import dev.quorate.testing.EnsembleObjects;
import java.util.List;

/**
 * Everything that would be different if somebody had touched an ensemble, or one of its objects.
 *
 * @param objects that belong to it, with their versions at the API server
 * @param pods by identity
 * @param processes that the members run in
 * @param restarts of their containers
 * @param epoch of the leader
 */
record Undisturbed(
    List<String> objects,
    List<String> pods,
    List<Long> processes,
    int restarts,
    long epoch,
    List<String> modes) {

  static Undisturbed of(RunningCluster cluster, String ensemble) {
    var members = cluster.members(ensemble);
    return new Undisturbed(
        new EnsembleObjects(cluster.local().client(), ensemble).versions(),
        members.uids(),
        members.processes(),
        members.restarts(),
        members.epoch(),
        members.modes());
  }
}
