package dev.quorate.artefacts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.api.ZookeeperCluster;
import dev.quorate.apiserver.ControlPlane;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Releases of both charts, from their installation to their end, on a real API server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ChartsApiServerIT {
  private static final String SYSTEM = "quorate-system";
  private static final String TEAM = "team-a";
  private static final String ACCOUNT = "system:serviceaccount:quorate-system:quorate";
  private static final String DEFINITION = "zookeeperclusters.zookeeper.quorate.dev";

  @TempDir Path folder;
  private ControlPlane controlPlane;
  private KubernetesClient client;

  @BeforeAll
  void start() {
    controlPlane = ControlPlane.start();
    client = controlPlane.client();
    for (String name : List.of(TEAM, "team-b")) {
      client
          .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
          .create();
    }
  }

  @AfterAll
  void stop() {
    controlPlane.close();
  }

  private HelmReleases helm() {
    return new HelmReleases(controlPlane.kubeconfig(), folder);
  }

  @Test
  @Order(1)
  void theOperatorIsInstalledWithAllThatItNeeds() {
    var release = helm().install(Chart.QUORATE, "quorate", SYSTEM, "{}");

    assertThat(release.getStatus()).isEqualTo("deployed");
    assertThat(review(TEAM).refused(Permissions.CLUSTERS)).isEmpty();
    assertThat(review("team-b").refused(Permissions.CLUSTERS)).isEmpty();
    assertThat(review(SYSTEM).refused(Permissions.LEASE)).isEmpty();
    assertThat(client.apps().deployments().inNamespace(SYSTEM).withName("quorate").get())
        .isNotNull();
  }

  @Test
  @Order(2)
  void andMayDoNothingThatItDoesNotNeed() {
    assertThat(refusedEverywhere("", "persistentvolumeclaims", "create update")).isTrue();
    assertThat(refusedEverywhere("", "secrets", "delete patch update")).isTrue();
    assertThat(refusedEverywhere("", "pods", "create patch")).isTrue();
    assertThat(refusedEverywhere("", "pods/exec", "create")).isTrue();
    assertThat(refusedEverywhere("apps", "statefulsets", "update")).isTrue();
    assertThat(
            refusedEverywhere("zookeeper.quorate.dev", "zookeeperclusters", "patch delete create"))
        .isTrue();
    assertThat(review(TEAM).refused(Permissions.LEASE)).hasSize(3);
  }

  private boolean refusedEverywhere(String group, String resource, String verbs) {
    var permission = Permission.of(group, resource, verbs, "a test");
    return permission.verbs().stream().noneMatch(v -> review(TEAM).allows(permission, v));
  }

  @Test
  @Order(3)
  void anEnsembleIsInstalledAndChanged() {
    helm().install(Chart.CLUSTER, "zk", TEAM, "keep: true");
    assertThat(cluster().getSpec().replicas()).isEqualTo(3);

    helm().upgrade(Chart.CLUSTER, "zk", TEAM, "keep: true\nspec: {config: {tickTime: '3000'}}");
    assertThat(cluster().getSpec().config()).containsEntry("tickTime", "3000");
    assertThat(cluster().getMetadata().getGeneration()).isEqualTo(2);
  }

  @Test
  @Order(4)
  void anUpgradeThatChangesNothingLeavesTheEnsembleAlone() {
    var before = cluster().getMetadata().getResourceVersion();

    helm().upgrade(Chart.CLUSTER, "zk", TEAM, "keep: true\nspec: {config: {tickTime: '3000'}}");
    helm().upgrade(Chart.QUORATE, "quorate", SYSTEM, "{}");

    assertThat(cluster().getMetadata().getResourceVersion()).isEqualTo(before);
  }

  @Test
  @Order(5)
  void theOperatorIsConfinedToNamespacesAndBack() {
    helm().upgrade(Chart.QUORATE, "quorate", SYSTEM, "watch: {namespaces: [team-a]}");

    assertThat(review(TEAM).refused(Permissions.CLUSTERS)).isEmpty();
    assertThat(refusals("team-b")).isEqualTo(refusals("kube-system")).isNotEmpty();
    assertThat(client.rbac().clusterRoles().withName("quorate").get()).isNull();
    assertThat(cluster()).isNotNull();

    helm().upgrade(Chart.QUORATE, "quorate", SYSTEM, "{}");
    assertThat(review("team-b").refused(Permissions.CLUSTERS)).isEmpty();
  }

  /** All but what every service account may. */
  private List<String> refusals(String namespace) {
    assertThat(review(namespace).refused(Permissions.CLUSTERS))
        .hasSize(
            Permissions.CLUSTERS.stream().mapToInt(permission -> permission.verbs().size()).sum());
    return review(namespace).refused(Permissions.CLUSTERS);
  }

  @Test
  @Order(6)
  void uninstallingLeavesTheEnsembleAndTheDefinition() {
    helm().uninstall("zk", TEAM);
    helm().uninstall("quorate", SYSTEM);

    assertThat(cluster()).isNotNull();
    assertThat(client.apiextensions().v1().customResourceDefinitions().withName(DEFINITION).get())
        .isNotNull();
    assertThat(client.apps().deployments().inNamespace(SYSTEM).withName("quorate").get()).isNull();
    assertThat(review(TEAM).refused(Permissions.CLUSTERS)).isNotEmpty();
  }

  @Test
  @Order(7)
  void theOperatorIsInstalledAgainAndFindsTheDefinitionThatWasKept() {
    var release = helm().install(Chart.QUORATE, "quorate", SYSTEM, "{}");

    assertThat(release.getStatus()).isEqualTo("deployed");
    assertThat(cluster()).isNotNull();
    helm().uninstall("quorate", SYSTEM);
  }

  @Test
  @Order(8)
  void theManifestsGrantTheSame() {
    Kustomize.build(Path.of("deploy"))
        .forEach(
            o -> client.resource(o).fieldManager("kubectl").forceConflicts().serverSideApply());

    assertThat(review(TEAM).refused(Permissions.CLUSTERS)).isEmpty();
    assertThat(review(SYSTEM).refused(Permissions.LEASE)).isEmpty();
  }

  private AccessReview review(String namespace) {
    return new AccessReview(client, ACCOUNT, namespace);
  }

  private ZookeeperCluster cluster() {
    return client.resources(ZookeeperCluster.class).inNamespace(TEAM).withName("zk").get();
  }
}
