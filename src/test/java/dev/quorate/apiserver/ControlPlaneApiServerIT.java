package dev.quorate.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The control plane itself: what it is, that it works, that it keeps people out, that it ends. */
class ControlPlaneApiServerIT {
  private static ControlPlane controlPlane;

  @BeforeAll
  static void start() {
    controlPlane = ControlPlane.start();
  }

  @AfterAll
  static void stop() {
    controlPlane.close();
  }

  @Test
  void isTheKubernetesThatTheProjectSaysItIs() {
    var version = controlPlane.client().getKubernetesVersion();

    assertThat(version.getGitVersion()).isEqualTo("v1.34.4");
    assertThat(version.getMajor() + "." + version.getMinor()).isEqualTo("1.34");
  }

  @Test
  void controllersWork() {
    var client = controlPlane.client();
    client.resource(SET).create();

    await()
        .untilAsserted(() ->
            assertThat(client.pods().withLabel("app", "web").list().getItems())
                .extracting(pod -> pod.getMetadata().getName())
                .containsExactlyInAnyOrder("web-0", "web-1"));
  }

  @Test
  void strangersMayDoNothingAndTheAuditSaysWhoTheyWere() {
    var config = new ConfigBuilder(controlPlane.config()).build();
    config.setImpersonateUsername("somebody");
    try (var somebody = new KubernetesClientBuilder().withConfig(config).build()) {
      var map = new ConfigMapBuilder().withNewMetadata().withName("m").endMetadata().build();

      assertThatThrownBy(() -> somebody.resource(map).create())
          .isInstanceOf(KubernetesClientException.class)
          .hasMessageContaining("User \"somebody\" cannot create resource \"configmaps\"");
    }
    assertThat(controlPlane.audit().requests("somebody"))
        .singleElement()
        .hasToString("create configmaps")
        .returns(403, AuditLog.Request::answer);
  }

  @Test
  void leavesNoProcessBehind() {
    List<ProcessHandle> processes;
    try (var second = ControlPlane.start()) {
      processes = second.processes();
      assertThat(processes).hasSize(3).allMatch(ProcessHandle::isAlive);
    }
    assertThat(processes).noneMatch(ProcessHandle::isAlive);
  }

  private static final StatefulSet SET =
      new StatefulSetBuilder()
          .withNewMetadata()
          .withName("web")
          .endMetadata()
          .withNewSpec()
          .withReplicas(2)
          .withPodManagementPolicy("Parallel")
          .withNewSelector()
          .addToMatchLabels("app", "web")
          .endSelector()
          .withNewTemplate()
          .withNewMetadata()
          .addToLabels("app", "web")
          .endMetadata()
          .withNewSpec()
          .addNewContainer()
          .withName("main")
          .withImage("none")
          .endContainer()
          .endSpec()
          .endTemplate()
          .endSpec()
          .build();
}
