package dev.quorate.e2e;

import java.util.List;

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
    cluster.kubectl("apply", "--server-side", "-k", folder);
    var operator = new InstalledOperator(cluster);
    operator.awaitRolledOut();
    return operator;
  }

  void awaitRolledOut() {
    cluster.kubectl("-n", NAMESPACE, "rollout", "status", DEPLOYMENT, "--timeout=240s");
  }

  /** Replaces every replica by a new one. */
  void restart() {
    cluster.kubectl("-n", NAMESPACE, "rollout", "restart", DEPLOYMENT);
    awaitRolledOut();
  }

  /** Kills all replicas at once, without a chance to say good-bye. */
  void kill() {
    cluster.kubectl(
        "-n",
        NAMESPACE,
        "delete",
        "pods",
        "-l",
        "app.kubernetes.io/name=quorate",
        "--grace-period=0",
        "--force");
    awaitRolledOut();
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
