package dev.quorate.scenario;

import dev.quorate.local.kubelet.Kubelet;

/** What can happen to the members of one ensemble, short of a plain death. */
final class Mishaps {
  private static final String NAMESPACE = "default";

  private final RunningCluster cluster;
  private final Kubelet kubelet;
  private final String ensemble;

  Mishaps(RunningCluster cluster, String ensemble) {
    this.cluster = cluster;
    this.kubelet = cluster.local().kubelet();
    this.ensemble = ensemble;
  }

  /** Its processes stand still, as on a node that has no processor for them. */
  void freeze(String pod) {
    kubelet.signal(NAMESPACE, pod, "STOP");
  }

  void thaw(String pod) {
    kubelet.signal(NAMESPACE, pod, "CONT");
  }

  /** From its next start on, a member waits for its name before it decides anything. */
  void holdBack(String pod) {
    kubelet.names().pause(name(pod));
  }

  void letGo(String pod) {
    kubelet.names().resume(name(pod));
  }

  private String name(String pod) {
    return "%s.%s-members.%s".formatted(pod, ensemble, NAMESPACE);
  }

  /** The container dies, and starts again in the same pod on an empty disk. */
  void wipe(String pod) {
    kubelet.wipe(NAMESPACE, pod);
  }

  /** The pod is deleted, and the next one finds the disk of its claim empty. */
  void replaceOnEmptyDisk(String pod) {
    var old = cluster.local().client().pods().inNamespace(NAMESPACE).withName(pod).get();
    holdBack(pod);
    delete(pod);
    cluster.await(
        "another pod " + pod,
        () -> {
          var pods = cluster.local().client().pods().inNamespace(NAMESPACE);
          var now = pods.withName(pod).get();
          return now != null
              && !now.getMetadata().getUid().equals(old.getMetadata().getUid())
              && kubelet.pid(NAMESPACE, pod).isPresent();
        });
    kubelet.wipeClaim(NAMESPACE, "data-" + pod);
    letGo(pod);
  }

  void delete(String pod) {
    cluster.local().client().pods().inNamespace(NAMESPACE).withName(pod).delete();
  }
}
