package dev.quorate.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An operator for every namespace, and a namespace with an ensemble {@code zk} to itself. */
final class Story implements AutoCloseable {
  private final RealCluster cluster;
  private final InstalledOperator operator;
  private final TestNamespace namespace;
  private final EnsembleOnCluster zk;

  private Story(RealCluster cluster, String name) {
    this.cluster = cluster;
    this.operator = InstalledOperator.byKustomize(cluster, "deploy");
    this.namespace = TestNamespace.of(cluster, name);
    this.zk = new EnsembleOnCluster(cluster, name, "zk");
  }

  static Story in(String namespace) {
    return new Story(RealCluster.connect(), namespace);
  }

  RealCluster cluster() {
    return cluster;
  }

  InstalledOperator operator() {
    return operator;
  }

  /** Not there before it is applied. */
  EnsembleOnCluster zk() {
    return zk;
  }

  /** The resource of an example. */
  static String example(String useCase) throws IOException {
    return Files.readString(Path.of("deploy", "examples", useCase, "cluster.yaml"));
  }

  @Override
  public void close() {
    namespace.close();
    operator.uninstall();
    cluster.removeDefinition();
    cluster.close();
  }
}
