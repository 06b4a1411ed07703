package dev.quorate.e2e;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The operator in its namespace {@value #NAMESPACE}, however it was installed. */
final class InstalledOperator {
  static final String NAMESPACE = "quorate-system";
  private static final String DEPLOYMENT = "deployment/quorate";

  private final RealCluster cluster;

  private InstalledOperator(RealCluster cluster) {
    this.cluster = cluster;
  }

  /** Installs a kustomization and waits until the operator is there. */
  static InstalledOperator byKustomize(RealCluster cluster, String folder) {
    var operator = new InstalledOperator(cluster);
    operator.awaitEndOfUninstallation();
    cluster.kubectl("apply", "--server-side", "-k", folder);
    operator.awaitRolledOut();
    return operator;
  }

  /** What is applied to a namespace that is being deleted goes with it. */
  private void awaitEndOfUninstallation() {
    var namespace = cluster.client().namespaces().withName(NAMESPACE);
    cluster.await(
        "an earlier operator is gone",
        NAMESPACE,
        () ->
            Optional.ofNullable(namespace.get())
                .map(n -> n.getMetadata().getDeletionTimestamp())
                .isEmpty());
  }

  void awaitRolledOut() {
    cluster.kubectl("-n", NAMESPACE, "rollout", "status", DEPLOYMENT, "--timeout=240s");
  }

  /** Sets a variable of its environment, which replaces every replica. */
  void set(String variable, String value) {
    cluster.kubectl("-n", NAMESPACE, "set", "env", DEPLOYMENT, variable + "=" + value);
    awaitRolledOut();
  }

  /** Replaces every replica by a new one. */
  void restart() {
    cluster.kubectl("-n", NAMESPACE, "rollout", "restart", DEPLOYMENT);
    awaitRolledOut();
  }

  /** The pod that acts now. */
  String active() {
    return lease().getSpec().getHolderIdentity();
  }

  private Lease lease() {
    return cluster.client().leases().inNamespace(NAMESPACE).withName("quorate").get();
  }

  /** Asks the active replica to end, and waits until another one acts. */
  Duration handOver() {
    return takenOverAfter("--wait=false");
  }

  /** Deletes the active replica by force, and waits until another one acts. */
  Duration failOver() {
    return takenOverAfter("--grace-period=0", "--force");
  }

  private Duration takenOverAfter(String... how) {
    // A lease that was just given back is held by nobody yet.
    cluster.await("a replica acts", NAMESPACE, () -> !isHeldBy(""));
    var before = active();
    var start = Instant.now();
    List<String> command = new ArrayList<>(List.of("-n", NAMESPACE, "delete", "pod", before));
    command.addAll(List.of(how));
    cluster.kubectl(command.toArray(String[]::new));
    cluster.await("another replica acts", NAMESPACE, () -> !isHeldBy(before));
    var taken = Duration.between(start, Instant.now());
    awaitRolledOut();
    return taken;
  }

  /** Whether nobody else acts: a lease that was given back is held by nobody. */
  private boolean isHeldBy(String replica) {
    var holder = active();
    return holder == null || holder.isEmpty() || holder.equals(replica);
  }

  List<String> log() {
    return cluster
        .kubectl("-n", NAMESPACE, "logs", "-l", "app.kubernetes.io/name=quorate", "--tail=-1")
        .lines()
        .toList();
  }

  /** Removes it and its permissions; definitions, resources and ensembles stay. */
  void uninstall() {
    cluster.kubectl("delete", "namespace", NAMESPACE, "--wait");
  }
}
