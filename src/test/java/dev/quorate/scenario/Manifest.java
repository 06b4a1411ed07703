package dev.quorate.scenario;

/** Resources as users write them, small enough to run several members on one machine. */
final class Manifest {
  private Manifest() {}

  /** An ensemble of that many voters. */
  static String ensemble(String name, int voters) {
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
    """
        .formatted(name, voters);
  }
}
