package dev.quorate.artefacts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.api.ZookeeperCluster;
import dev.quorate.apiserver.ControlPlane;
import dev.quorate.local.api.store.Json;
import dev.quorate.testing.Kubectl;
import dev.quorate.testing.KubectlWait;
import dev.quorate.testing.Manifest;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** kubectl itself concludes from every recorded status what docs/gitops.md says that it does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KubectlWaitApiServerIT {
  private static final Path DEFINITION =
      Path.of("crds/zookeeperclusters.zookeeper.quorate.dev.yaml");

  /** That of the recorded statuses. */
  private static final int GENERATION = 4;

  private ControlPlane controlPlane;
  private KubernetesClient client;
  private Kubectl kubectl;

  @BeforeAll
  void start() throws IOException {
    controlPlane = ControlPlane.start();
    client = controlPlane.client();
    kubectl = new Kubectl(controlPlane.kubeconfig());
    try (var definition = Files.newInputStream(DEFINITION)) {
      client.load(definition).serverSideApply();
    }
    Awaitility.await("the definition is served")
        .atMost(Duration.ofMinutes(1))
        .until(() -> kubectl.run("get", "zk").exitCode() == 0);
  }

  @AfterAll
  void stop() {
    controlPlane.close();
  }

  @AfterEach
  void delete() {
    client.resources(ZookeeperCluster.class).withName("zk").delete();
  }

  static Stream<String> situations() throws IOException {
    return GitOpsTest.situations();
  }

  @ParameterizedTest
  @MethodSource("situations")
  void kubectlConcludesWhatThePageSays(String situation) throws IOException {
    for (int generation = 1; generation <= GENERATION; generation++) {
      specify(generation);
    }
    var resource = GitOpsTest.resource(situation, GENERATION);
    var status = Json.object().set("status", resource.get("status")).toString();
    kubectl.succeed("", "patch", "zk/zk", "--subresource=status", "--type=merge", "-p", status);

    assertThat(concludes()).isEqualTo(KubectlWait.forCondition("Ready", resource));

    specify(GENERATION + 1);
    assertThat(concludes()).isEqualTo(KubectlWait.WAITS);
  }

  private void specify(int generation) {
    var line = "config: {tickTime: \"%d\"}".formatted(2000 + generation);
    var applied = client.resource(Manifest.ensemble("zk", 3, line)).serverSideApply();
    assertThat(applied.getMetadata().getGeneration()).isEqualTo(generation);
  }

  /** A timeout of nothing looks once and does not wait. */
  private KubectlWait concludes() {
    var output = kubectl.run("wait", "--for=condition=Ready", "--timeout=0", "zk/zk");
    if (output.exitCode() == 0) {
      assertThat(output.text()).contains("zk condition met");
      return KubectlWait.RETURNS;
    }
    assertThat(output.text()).contains("condition not met for zookeeperclusters/zk");
    return KubectlWait.WAITS;
  }
}
