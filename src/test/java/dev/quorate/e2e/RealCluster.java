package dev.quorate.e2e;

import dev.quorate.testing.Kubectl;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** The Kubernetes that {@code KUBECONFIG} names, seen by its administrator. */
final class RealCluster implements AutoCloseable {
  /** Far longer than anything takes on a node with two busy cores. */
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final KubernetesClient client;
  private final Kubectl kubectl;

  private final Path kubeconfig;

  private RealCluster(Path kubeconfig) {
    this.client = new KubernetesClientBuilder().build();
    this.kubectl = new Kubectl(kubeconfig);
    this.kubeconfig = kubeconfig;
  }

  static RealCluster connect() {
    var kubeconfig =
        Optional.ofNullable(System.getenv("KUBECONFIG"))
            .orElseThrow(() ->
                new IllegalStateException(
                    "KUBECONFIG is not set: name the cluster that the operator may be installed in"));
    return new RealCluster(Path.of(kubeconfig));
  }

  Path kubeconfig() {
    return kubeconfig;
  }

  /** Removes the definition of ZookeeperCluster, which every way to uninstall leaves. */
  void removeDefinition() {
    kubectl("delete", "crd", "zookeeperclusters.zookeeper.quorate.dev", "--ignore-not-found");
  }

  KubernetesClient client() {
    return client;
  }

  /** Runs kubectl, which must succeed. */
  String kubectl(String... arguments) {
    return kubectl.succeed("", arguments);
  }

  /** Runs kubectl with something on its standard input; it must succeed. */
  String kubectlWith(String input, String... arguments) {
    return kubectl.succeed(input, arguments);
  }

  /** Runs kubectl, which may fail. */
  Kubectl.Output tryKubectl(String input, String... arguments) {
    return kubectl.runWith(input, arguments);
  }

  /** Lets nodes take no more pods; those that they have stay. */
  void cordon(List<String> nodes) {
    nodes.forEach(node -> kubectl("cordon", node));
  }

  /** Lets nodes take pods again. */
  void uncordon(List<String> nodes) {
    nodes.forEach(node -> kubectl("uncordon", node));
  }

  boolean isCordoned(String node) {
    return Boolean.TRUE.equals(client.nodes().withName(node).get().getSpec().getUnschedulable());
  }

  /** Waits until something holds; otherwise fails with what is known about a namespace. */
  void await(String what, String namespace, Callable<Boolean> condition) {
    try {
      Awaitility.await(what)
          .atMost(PATIENCE)
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(50))
          .until(condition);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(e.getMessage() + "\n" + diagnosis(namespace), e);
    }
  }

  private String diagnosis(String namespace) {
    return String.join(
        "\n",
        tryKubectl("", "-n", namespace, "get", "zk,pods,pvc", "-o", "wide").text(),
        tryKubectl("", "-n", namespace, "describe", "zk").text(),
        tryKubectl("", "-n", namespace, "get", "events").text(),
        tryKubectl(
                "",
                "-n",
                namespace,
                "logs",
                "-l",
                "app.kubernetes.io/name=zookeeper",
                "--tail=25",
                "--prefix")
            .text(),
        tryKubectl(
                "",
                "-n",
                "quorate-system",
                "logs",
                "-l",
                "app.kubernetes.io/name=quorate",
                "--tail=40",
                "--prefix")
            .text());
  }

  @Override
  public void close() {
    client.close();
  }
}
