package dev.quorate.local.controllers;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.Endpoint;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NonCanonicalType") // the builder is how everybody calls it
class ServicesAndBudgetsTest {
  private ControllerWorld world;

  @BeforeEach
  void start(@TempDir Path work) {
    world = new ControllerWorld(work);
    for (var name : List.of("a", "b", "c")) {
      world.apply(
          new PodBuilder()
              .withNewMetadata()
              .withName(name)
              .addToLabels("app", "web")
              .endMetadata()
              .withNewSpec()
              .withHostname(name)
              .withSubdomain("all")
              .addNewContainer()
              .withName("main")
              .withImage("shell")
              .addNewPort()
              .withName("http")
              .withContainerPort(8080)
              .endPort()
              .endContainer()
              .endSpec()
              .build());
    }
    world.makeReady("a", "b");
    for (var name : List.of("a", "b", "c")) {
      new MergePatch(world.client)
          .applyStatus(world.pod(name), Map.of("podIP", "10.0.0." + (name.charAt(0) - 'a')));
    }
  }

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void handsOutReadyPodsOnly() {
    service("ready", false);
    world.until(() -> ready("ready").equals(List.of("10.0.0.0", "10.0.0.1")));
    world.makeReady("c");
    world.until(() -> ready("ready").equals(List.of("10.0.0.0", "10.0.0.1", "10.0.0.2")));
    world.until(() -> addresses("ready").equals(List.of("10.0.0.0", "10.0.0.1", "10.0.0.2")));
    world.client.pods().withName("a").delete();
    world.until(() -> addresses("ready").equals(List.of("10.0.0.1", "10.0.0.2")));
  }

  @Test
  void publishesPodsThatAreNotReadyWhenAskedTo() {
    service("all", true);
    world.until(() -> ready("all").equals(List.of("10.0.0.0", "10.0.0.1", "10.0.0.2")));
    assertThat(endpoints("all")).extracting(Endpoint::getHostname).containsExactly("a", "b", "c");
  }

  @Test
  void leadsToThePortThatThePodNames() {
    service("ready", false);
    world.until(() -> ready("ready").size() == 2);
    assertThat(world.client.endpoints().withName("ready").get().getSubsets().getFirst().getPorts())
        .singleElement()
        .returns(8080, p -> p.getPort());
  }

  @Test
  void allowsDisruptionsWhileEnoughPodsAreHealthy() {
    budget(new PodDisruptionBudgetBuilder().withNewSpec().withMinAvailable(new IntOrString(2)));
    world.until(() -> Objects.equals(3, status().getExpectedPods()));
    assertThat(status())
        .returns(2, s -> s.getCurrentHealthy())
        .returns(2, s -> s.getDesiredHealthy())
        .returns(0, s -> s.getDisruptionsAllowed());
    assertThat(world.client.pods().withName("a").evict()).isFalse();
    world.makeReady("c");
    world.until(() -> Objects.equals(1, status().getDisruptionsAllowed()));
    assertThat(world.client.pods().withName("a").evict()).isTrue();
    world.until(() -> Objects.equals(2, status().getExpectedPods()));
    assertThat(status().getDisruptionsAllowed()).isZero();
  }

  private void budget(PodDisruptionBudgetBuilder.SpecNested<PodDisruptionBudgetBuilder> spec) {
    world.apply(
        spec.withNewSelector()
            .addToMatchLabels("app", "web")
            .endSelector()
            .endSpec()
            .withNewMetadata()
            .withName("web")
            .endMetadata()
            .build());
  }

  private PodDisruptionBudgetStatus status() {
    var status = world.client.policy().v1().podDisruptionBudget().withName("web").get().getStatus();
    return status == null ? new PodDisruptionBudgetStatus() : status;
  }

  private void service(String name, boolean all) {
    world.apply(
        new ServiceBuilder()
            .withNewMetadata()
            .withName(name)
            .endMetadata()
            .withNewSpec()
            .withClusterIP("None")
            .withPublishNotReadyAddresses(all)
            .addToSelector("app", "web")
            .addNewPort()
            .withName("web")
            .withPort(80)
            .withTargetPort(new IntOrString("http"))
            .endPort()
            .endSpec()
            .build());
  }

  private List<Endpoint> endpoints(String service) {
    return world
        .client
        .discovery()
        .v1()
        .endpointSlices()
        .withLabel("kubernetes.io/service-name", service)
        .list()
        .getItems()
        .stream()
        .flatMap(slice -> slice.getEndpoints().stream())
        .toList();
  }

  private List<String> ready(String service) {
    return endpoints(service).stream()
        .filter(e -> e.getConditions().getReady())
        .flatMap(e -> e.getAddresses().stream())
        .toList();
  }

  private List<String> addresses(String service) {
    return world.client.endpoints().withName(service).get().getSubsets().stream()
        .flatMap(subset -> subset.getAddresses().stream())
        .map(a -> a.getIp())
        .toList();
  }
}
