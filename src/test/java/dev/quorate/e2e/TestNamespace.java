package dev.quorate.e2e;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;

/** A namespace that one story has to itself, under the restricted Pod Security level. */
final class TestNamespace implements AutoCloseable {
  private final RealCluster cluster;
  private final String name;

  private TestNamespace(RealCluster cluster, String name) {
    this.cluster = cluster;
    this.name = name;
  }

  /** Made anew: what an earlier run has left of it goes first. */
  static TestNamespace of(RealCluster cluster, String name) {
    var namespace = new TestNamespace(cluster, name);
    namespace.close();
    cluster
        .client()
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                .endMetadata()
                .build())
        .create();
    cluster.await(
        "default service account",
        name,
        () ->
            cluster.client().serviceAccounts().inNamespace(name).withName("default").get() != null);
    return namespace;
  }

  String name() {
    return name;
  }

  @Override
  public void close() {
    var namespace = cluster.client().namespaces().withName(name);
    namespace.delete();
    cluster.await("namespace is gone", name, () -> namespace.get() == null);
  }
}
