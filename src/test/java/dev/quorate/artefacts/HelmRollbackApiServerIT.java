package dev.quorate.artefacts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.api.ZookeeperCluster;
import dev.quorate.apiserver.ControlPlane;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Both charts under the helm command itself: forward, back, refused, and gone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HelmRollbackApiServerIT {
  private static final String SYSTEM = "quorate-system";
  private static final String TEAM = "team-a";
  private static final String DEFINITION = "zookeeperclusters.zookeeper.quorate.dev";

  @TempDir private static Path home;
  private ControlPlane controlPlane;
  private KubernetesClient client;
  private HelmCommand helm;

  @BeforeAll
  void start() {
    controlPlane = ControlPlane.start();
    client = controlPlane.client();
    helm = new HelmCommand(controlPlane.helm(), controlPlane.kubeconfig(), home);
    client
        .resource(new NamespaceBuilder().withNewMetadata().withName(TEAM).endMetadata().build())
        .create();
  }

  @AfterAll
  void stop() {
    controlPlane.close();
  }

  @Test
  @Order(1)
  void theOperatorGoesForwardAndBack() {
    // Nobody runs pods here, and a release without replicas is ready all the same.
    helm.succeed(
        "install",
        "quorate",
        "helm/quorate",
        "-n",
        SYSTEM,
        "--create-namespace",
        "--wait",
        "--set",
        "replicas=0");
    var installed = template();

    upgrade("--set", "log.format=json", "--set", "podAnnotations.changed=yes");
    assertThat(template()).isNotEqualTo(installed);

    helm.succeed("rollback", "quorate", "1", "-n", SYSTEM, "--wait");
    assertThat(template()).isEqualTo(installed);
    assertThat(helm.succeed("history", "quorate", "-n", SYSTEM)).contains("Rollback to 1");
  }

  private void upgrade(String... changes) {
    String[] command = {"upgrade", "quorate", "helm/quorate", "-n", SYSTEM, "--reuse-values"};
    helm.succeed(Stream.of(command, changes).flatMap(Stream::of).toArray(String[]::new));
  }

  @Test
  @Order(2)
  void anEnsembleGoesForwardAndBackWithoutBeingMadeAnew() {
    helm.succeed("install", "zk", "helm/zookeeper-cluster", "-n", TEAM);
    var installed = cluster();

    helm.succeed(
        "upgrade",
        "zk",
        "helm/zookeeper-cluster",
        "-n",
        TEAM,
        "--set",
        "spec.replicas=5",
        "--set-string",
        "spec.config.tickTime=3000",
        "--set",
        "commonLabels.team=storage");
    assertThat(cluster().getSpec().replicas()).isEqualTo(5);

    helm.succeed("rollback", "zk", "-n", TEAM);
    assertThat(cluster().getSpec()).isEqualTo(installed.getSpec());
    assertThat(cluster().getMetadata().getLabels()).isEqualTo(installed.getMetadata().getLabels());
    assertThat(cluster().getMetadata().getUid()).isEqualTo(installed.getMetadata().getUid());
  }

  @Test
  @Order(3)
  void anUpgradeThatTheServerRefusesIsTakenBack() {
    var before = template();
    var refused =
        helm.fail(
            "upgrade",
            "quorate",
            "helm/quorate",
            "-n",
            SYSTEM,
            "--reuse-values",
            "--atomic",
            "--set",
            "podAnnotations.changed=again",
            "--set-json",
            "extraObjects=[{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\","
                + "\"metadata\":{\"name\":\"Not A Name\"}}]");
    assertThat(refused).contains("Not A Name", "rolled back due to atomic being set");
    assertThat(template()).isEqualTo(before);
    assertThat(helm.succeed("status", "quorate", "-n", SYSTEM)).contains("STATUS: deployed");
  }

  @Test
  @Order(4)
  void goingBackFromNamespacesToAllKeepsDefinitionAndEnsembles() {
    var ensemble = cluster().getMetadata();
    upgrade("--set", "watch.namespaces={team-a}");
    assertThat(client.rbac().clusterRoles().withName("quorate").get()).isNull();
    assertThat(client.rbac().roles().inNamespace(TEAM).withName("quorate").get()).isNotNull();

    helm.succeed("rollback", "quorate", "-n", SYSTEM);
    assertThat(client.rbac().clusterRoles().withName("quorate").get()).isNotNull();
    assertThat(client.rbac().roles().inNamespace(TEAM).withName("quorate").get()).isNull();
    assertThat(cluster().getMetadata()).isEqualTo(ensemble);
  }

  @Test
  @Order(5)
  void uninstallingLeavesTheDefinitionAndWithItEveryEnsemble() {
    helm.succeed("uninstall", "quorate", "-n", SYSTEM, "--wait");

    assertThat(client.apps().deployments().inNamespace(SYSTEM).withName("quorate").get()).isNull();
    assertThat(client.apiextensions().v1().customResourceDefinitions().withName(DEFINITION).get())
        .isNotNull();
    assertThat(cluster()).isNotNull();

    helm.succeed("uninstall", "zk", "-n", TEAM);
    assertThat(cluster()).isNull();
  }

  private PodTemplateSpec template() {
    return client
        .apps()
        .deployments()
        .inNamespace(SYSTEM)
        .withName("quorate")
        .get()
        .getSpec()
        .getTemplate();
  }

  private ZookeeperCluster cluster() {
    return client.resources(ZookeeperCluster.class).inNamespace(TEAM).withName("zk").get();
  }
}
