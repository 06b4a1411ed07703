package dev.quorate.artefacts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.local.api.ApiServer;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pod that {@code helm test} starts for an ensemble. */
class ChartTestPodTest {
  @TempDir Path folder;

  @Test
  void isRestrictedAndTakenByAnApiServer() throws IOException {
    var pod = pod("{}");

    PodSecurity.assertRestricted(pod.getSpec());
    assertThat(pod.getSpec().getContainers().getFirst().getSecurityContext())
        .matches(c -> c.getReadOnlyRootFilesystem());
    try (var server = ApiServer.start();
        KubernetesClient client = server.client()) {
      client
          .resource(
              new NamespaceBuilder().withNewMetadata().withName("team-a").endMetadata().build())
          .create();
      assertThat(client.resource(pod).create().getSpec().getRestartPolicy()).isEqualTo("Never");
    }
  }

  @Test
  void runsTheScriptAgainstTheClientService() throws IOException {
    var container = container("{}");

    assertThat(container.getCommand()).containsExactly("/bin/bash", "-c");
    assertThat(container.getArgs().getFirst().strip())
        .isEqualTo(Files.readString(Path.of("helm/zookeeper-cluster/files/test.sh")).strip());
    assertThat(environment(container)).contains("SERVER=zk-client.team-a.svc:2181");
  }

  @Test
  void hasTheMembersImageUnlessToldOtherwise() throws IOException {
    assertThat(container("{}").getImage()).isEqualTo("docker.io/library/zookeeper:3.9.5");
    assertThat(container("spec: {version: 3.8.6}").getImage())
        .isEqualTo("docker.io/library/zookeeper:3.8.6");
    assertThat(container("spec: {image: 'example.com/zookeeper:1'}").getImage())
        .isEqualTo("example.com/zookeeper:1");
    assertThat(container("test: {image: 'example.com/cli:1'}").getImage())
        .isEqualTo("example.com/cli:1");
  }

  private static List<String> environment(Container container) {
    return container.getEnv().stream().map((EnvVar e) -> e.getName() + "=" + e.getValue()).toList();
  }

  private Container container(String values) throws IOException {
    return pod(values).getSpec().getContainers().getFirst();
  }

  private Pod pod(String values) throws IOException {
    return new TestPod(Chart.CLUSTER, folder).of("zk", "team-a", values).orElseThrow();
  }
}
