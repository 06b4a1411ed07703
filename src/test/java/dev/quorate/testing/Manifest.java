package dev.quorate.testing;

/** Resources as users write them, small enough to run several members on one machine. */
public final class Manifest {
  private Manifest() {}

  /** An ensemble of that many voters. */
  public static String ensemble(String name, int voters) {
    return ensemble(name, voters, "");
  }

  /** The same with one more line in its specification. */
  public static String ensemble(String name, int voters, String line) {
    return """
    apiVersion: zookeeper.quorate.dev/v1alpha1
    kind: ZookeeperCluster
    metadata:
      name: %s
      namespace: default
    spec:
      version: "3.9.5"
      replicas: %d
      jvm: {heap: 96Mi}
      pod:
        resources: {limits: {memory: 256Mi}, requests: {cpu: 50m, memory: 128Mi}}
      storage:
        data: {size: 1Gi}
      %s
    """
        .formatted(name, voters, line);
  }
}
