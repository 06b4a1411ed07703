package dev.quorate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.UpgradeCommand;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Operator and ensemble as two Helm releases; the operator may look at one namespace only. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HelmReleaseE2E {
  private static final String NAMESPACE = "e2e-helm";
  private static final String ELSEWHERE = "e2e-elsewhere";
  private static final Path OPERATOR_CHART = Path.of("helm", "quorate");
  private static final Path ENSEMBLE_CHART = Path.of("helm", "zookeeper-cluster");

  private RealCluster cluster;
  private TestNamespace namespace;
  private TestNamespace elsewhere;
  private EnsembleOnCluster orders;

  @BeforeAll
  void connect() {
    cluster = RealCluster.connect();
    namespace = TestNamespace.of(cluster, NAMESPACE);
    elsewhere = TestNamespace.of(cluster, ELSEWHERE);
    orders = new EnsembleOnCluster(cluster, NAMESPACE, "orders");
  }

  @AfterAll
  void clean() {
    uninstall("quorate", InstalledOperator.NAMESPACE);
    cluster.removeDefinition();
    namespace.close();
    elsewhere.close();
    cluster.close();
  }

  private UpgradeCommand release(
      Path chart, String name, String where, Map<String, String> values) {
    var command =
        new Helm(chart)
            .upgrade()
            .install()
            .withName(name)
            .withNamespace(where)
            .createNamespace()
            .waitReady()
            .withTimeout(240)
            .withKubeConfig(cluster.kubeconfig());
    values.forEach(command::set);
    return command;
  }

  private void uninstall(String name, String where) {
    Helm.uninstall(name)
        .withNamespace(where)
        .ignoreNotFound()
        .withKubeConfig(cluster.kubeconfig())
        .call();
  }

  private void installOperator(Map<String, String> more) {
    var values = new TreeMap<>(more);
    values.put("watch.namespaces[0]", NAMESPACE);
    release(OPERATOR_CHART, "quorate", InstalledOperator.NAMESPACE, values).call();
  }

  @Test
  @Order(1)
  void theOperatorOfOneNamespaceComesUp() {
    installOperator(Map.of());
    assertThat(cluster.kubectl("-n", InstalledOperator.NAMESPACE, "get", "deployment", "quorate"))
        .contains("2/2");
    var tested =
        Helm.test("quorate")
            .withNamespace(InstalledOperator.NAMESPACE)
            .withTimeout(240)
            .withKubeConfig(cluster.kubeconfig())
            .call();
    assertThat(tested.getStatus()).isEqualTo("deployed");
  }

  @Test
  @Order(2)
  void anEnsembleIsARelease() {
    release(
            ENSEMBLE_CHART,
            "orders",
            NAMESPACE,
            Map.of("spec.jvm.heap", "96Mi", "spec.storage.data.size", "1Gi"))
        .call();
    orders.awaitReady();
    assertThat(orders.modes()).containsExactlyInAnyOrder("leader", "follower", "follower");
  }

  @Test
  @Order(3)
  void helmTestCreatesReadsAndDeletesANode() {
    var tested =
        Helm.test("orders")
            .withNamespace(NAMESPACE)
            .withTimeout(240)
            .withKubeConfig(cluster.kubeconfig())
            .call();
    assertThat(tested.getStatus()).isEqualTo("deployed");
  }

  @Test
  @Order(4)
  void otherNamespacesAreNotItsBusiness() {
    var other = new EnsembleOnCluster(cluster, ELSEWHERE, "other");
    other.apply(
        """
        apiVersion: zookeeper.quorate.dev/v1alpha1
        kind: ZookeeperCluster
        metadata: {name: other}
        spec: {replicas: 1, storage: {data: {size: 1Gi}}}
        """);
    orders.apply(
        """
        apiVersion: zookeeper.quorate.dev/v1alpha1
        kind: ZookeeperCluster
        metadata: {name: paused}
        spec: {replicas: 1, paused: true, storage: {data: {size: 1Gi}}}
        """);
    // The later one was looked at, so the earlier one would have been, too.
    new EnsembleOnCluster(cluster, NAMESPACE, "paused").await("Paused", "True Paused");
    assertThat(other.condition("Ready")).isEmpty();
  }

  @Test
  @Order(5)
  void anUpgradeAndItsReversalRestartNoMember() {
    var before = orders.lives();
    installOperator(Map.of("log.format", "json", "podAnnotations.changed", "yes"));
    orders.awaitReady();
    assertThat(orders.lives()).isEqualTo(before);
    installOperator(Map.of());
    orders.awaitReady();
    assertThat(orders.lives()).isEqualTo(before);
  }

  @Test
  @Order(6)
  void uninstallingTheOperatorKeepsDefinitionAndEnsembles() {
    var before = orders.lives();
    uninstall("quorate", InstalledOperator.NAMESPACE);
    assertThat(cluster.kubectl("get", "crd")).contains("zookeeperclusters.zookeeper.quorate.dev");
    assertThat(orders.lives()).isEqualTo(before);
    assertThat(orders.modes()).containsExactlyInAnyOrder("leader", "follower", "follower");
  }

  @Test
  @Order(7)
  void installedAgainItFindsTheEnsembleAsItWas() {
    var before = orders.lives();
    installOperator(Map.of());
    orders.awaitReady();
    assertThat(orders.lives()).isEqualTo(before);
  }

  @Test
  @Order(8)
  void uninstallingTheEnsembleKeepsItsVolumes() {
    uninstall("orders", NAMESPACE);
    orders.awaitGone();
    assertThat(orders.claims()).containsExactly("data-orders-0", "data-orders-1", "data-orders-2");
  }
}
