package dev.quorate.reconcile;

import dev.quorate.api.ZookeeperCluster;
import dev.quorate.api.ZookeeperClusterStatus;
import dev.quorate.status.Findings;
import dev.quorate.status.Pass;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which clusters are at rest? What a pass decides follows from the resource and from what was
 * observed, and from nothing else (I12). So as long as both are what they were when a whole pass
 * found nothing to do, the next pass has nothing to do either, and a glance is enough: the same
 * versions of all objects, and servers that say in few words what they said before.
 *
 * <p>A glance never decides anything but that. Whatever differs, or is unknown (I2), makes a whole
 * pass, in which every question is asked anew; so does every so many looks ({@link Rest#LOOKS}),
 * for what a glance cannot see.
 */
final class Rests {
  private final Map<ResourceID, Rest> rests = new ConcurrentHashMap<>();

  /** Empty when the next pass has to be a whole one. */
  Optional<Rest> of(ZookeeperCluster cluster, Findings findings) {
    var rest = rests.get(ResourceID.fromResource(cluster));
    if (rest == null
        || rest.looks() == 0
        || !rest.version().equals(version(cluster))
        || !rest.findings().equals(findings)) {
      return Optional.empty();
    }
    rests.put(ResourceID.fromResource(cluster), rest.oneLookLess());
    return Optional.of(rest);
  }

  /**
   * Takes note of a whole pass.
   *
   * @param findings that were told with it
   * @param told the status that it ended with
   */
  void made(ZookeeperCluster cluster, Pass pass, Findings findings, ZookeeperClusterStatus told) {
    Rest.after(pass, findings, version(cluster))
        .filter(_ -> told.equals(cluster.getStatus()))
        .ifPresentOrElse(
            rest -> rests.put(ResourceID.fromResource(cluster), rest),
            () -> rests.remove(ResourceID.fromResource(cluster)));
  }

  /** How many clusters are at rest. */
  int count() {
    return rests.size();
  }

  /** Drops what is kept of a cluster that is gone. */
  void forget(String namespace, String name) {
    rests.remove(new ResourceID(name, namespace));
  }

  private static String version(ZookeeperCluster cluster) {
    return cluster.getMetadata().getResourceVersion();
  }
}
