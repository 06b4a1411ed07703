package dev.quorate.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quorate.local.api.ApiServer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Evictions beside a disruption budget that allows one. */
class GuardedDeleteTest {
  private ApiServer server;
  private KubernetesClient client;

  @BeforeEach
  void start() {
    server = ApiServer.start();
    client = server.client();
    create(budget());
    create(pod());
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  /** The mark would make the budget refuse everybody for two minutes. */
  @Test
  void anEvictionOfAPodThatChangedLeavesNoMarkOnTheBudget() {
    var seen = livePod();
    client
        .resource(seen)
        .edit(p -> new PodBuilder(p).editMetadata().addToLabels("more", "x").endMetadata().build());

    assertThatThrownBy(() -> evict(seen))
        .isInstanceOfSatisfying(
            KubernetesClientException.class, e -> assertThat(e.getCode()).isEqualTo(409));
    assertThat(liveBudget().getStatus().getDisruptedPods()).isEmpty();
    assertThat(liveBudget().getStatus().getDisruptionsAllowed()).isEqualTo(1);
    assertThat(livePod().getMetadata().getDeletionTimestamp()).isNull();
  }

  @Test
  void anEvictionThatTheBudgetAllowsIsChargedToIt() {
    evict(livePod());

    assertThat(livePod().getMetadata().getDeletionTimestamp()).isNotNull();
    assertThat(liveBudget().getStatus().getDisruptionsAllowed()).isEqualTo(0);
    assertThat(liveBudget().getStatus().getDisruptedPods()).containsOnlyKeys("zk-0");
  }

  private void evict(Pod seen) {
    var meta = seen.getMetadata();
    GuardedDelete.of(meta.getUid(), meta.getResourceVersion()).evict(client, "default", "zk-0");
  }

  private Pod livePod() {
    return client.pods().inNamespace("default").withName("zk-0").get();
  }

  private PodDisruptionBudget liveBudget() {
    return client.policy().v1().podDisruptionBudget().inNamespace("default").withName("zk").get();
  }

  private void create(HasMetadata object) {
    client.resource(object).create();
    client.resource(object).updateStatus();
  }

  private static Pod pod() {
    return new PodBuilder()
        .withNewMetadata()
        .withNamespace("default")
        .withName("zk-0")
        .withLabels(Map.of("app", "zk"))
        .endMetadata()
        .withNewSpec()
        .withNodeName("node")
        .addNewContainer()
        .withName("zookeeper")
        .withImage("zookeeper:1")
        .endContainer()
        .endSpec()
        .withNewStatus()
        .withPhase("Running")
        .addNewCondition()
        .withType("Ready")
        .withStatus("True")
        .endCondition()
        .endStatus()
        .build();
  }

  private static PodDisruptionBudget budget() {
    return new PodDisruptionBudgetBuilder()
        .withNewMetadata()
        .withNamespace("default")
        .withName("zk")
        .endMetadata()
        .withNewSpec()
        .withNewMaxUnavailable(1)
        .withNewSelector()
        .addToMatchLabels("app", "zk")
        .endSelector()
        .endSpec()
        .withNewStatus()
        .withObservedGeneration(1L)
        .withDisruptionsAllowed(1)
        .withCurrentHealthy(3)
        .withDesiredHealthy(2)
        .withExpectedPods(3)
        .endStatus()
        .build();
  }
}
