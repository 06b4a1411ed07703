package dev.quorate.local.kubelet;

import static org.awaitility.Awaitility.await;

import dev.quorate.local.LocalCluster;
import dev.quorate.local.LocalClusterOptions;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** A cluster whose only image is {@code shell}: containers are what the machine's bash does. */
final class PodWorld implements AutoCloseable {
  static final String NAMESPACE = "default";

  final LocalCluster cluster;
  final KubernetesClient client;

  PodWorld(Path work) {
    var options = LocalClusterOptions.in(work).withImages(Images.named("shell"));
    var kubelet =
        options
            .kubelet()
            .withBackOff(Duration.ofMillis(300), Duration.ofSeconds(1), Duration.ofMinutes(1))
            .withVolumeUpdateDelay(Duration.ofMillis(50));
    cluster = LocalCluster.start(options.withKubelet(kubelet));
    client = cluster.client();
  }

  /** A pod with one container that runs a script. */
  static PodBuilder pod(String name, String script) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .addToLabels("app", name)
        .endMetadata()
        .withNewSpec()
        .withTerminationGracePeriodSeconds(5L)
        .addNewContainer()
        .withName("main")
        .withImage("shell")
        .withCommand("bash", "-c", script)
        .endContainer()
        .endSpec();
  }

  /** The same with all entries of a ConfigMap as files. */
  static PodBuilder mounting(PodBuilder pod, String configMap, String path) {
    return pod.editSpec()
        .editContainer(0)
        .addNewVolumeMount()
        .withName(configMap)
        .withMountPath(path)
        .endVolumeMount()
        .endContainer()
        .addNewVolume()
        .withName(configMap)
        .withNewConfigMap()
        .withName(configMap)
        .endConfigMap()
        .endVolume()
        .endSpec();
  }

  /** The same with an empty folder. */
  static PodBuilder withFolder(PodBuilder pod, String name, String path) {
    return pod.editSpec()
        .editContainer(0)
        .addNewVolumeMount()
        .withName(name)
        .withMountPath(path)
        .endVolumeMount()
        .endContainer()
        .addNewVolume()
        .withName(name)
        .withNewEmptyDir()
        .endEmptyDir()
        .endVolume()
        .endSpec();
  }

  Pod create(PodBuilder pod) {
    return client.resource(pod.build()).create();
  }

  void configMap(String name, Map<String, String> data) {
    var map = new ConfigMapBuilder().withNewMetadata().withName(name).endMetadata().withData(data);
    client.resource(map.build()).createOr(r -> r.update());
  }

  Pod get(String name) {
    return client.pods().withName(name).get();
  }

  ContainerStatus container(String pod) {
    var status = get(pod).getStatus();
    return status == null || status.getContainerStatuses().isEmpty()
        ? new ContainerStatus()
        : status.getContainerStatuses().getFirst();
  }

  String phase(String pod) {
    return get(pod).getStatus().getPhase();
  }

  /** The status of each condition by type. */
  Map<String, String> conditions(String pod) {
    var status = get(pod).getStatus();
    return status == null
        ? Map.of()
        : status.getConditions().stream()
            .collect(Collectors.toMap(PodCondition::getType, PodCondition::getStatus));
  }

  boolean isReady(String pod) {
    return "True".equals(conditions(pod).get("Ready"));
  }

  boolean isRunning(String pod) {
    var state = container(pod).getState();
    return state != null && state.getRunning() != null;
  }

  int restarts(String pod) {
    var count = container(pod).getRestartCount();
    return count == null ? 0 : count;
  }

  /** Why the container waits; empty when it does not. */
  String waiting(String pod) {
    var state = container(pod).getState();
    return state == null || state.getWaiting() == null ? "" : state.getWaiting().getReason();
  }

  /** What the newest run has written so far. */
  String log(String pod) {
    return cluster.kubelet().log(NAMESPACE, pod, "main", false).map(PodWorld::read).orElse("");
  }

  /** What the run before wrote. */
  String previousLog(String pod) {
    return cluster.kubelet().log(NAMESPACE, pod, "main", true).map(PodWorld::read).orElse("");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for an event about a pod. */
  void untilEvent(String pod, String reason) {
    until(() -> events(pod).contains(reason));
  }

  private List<String> events(String pod) {
    return client.v1().events().list().getItems().stream()
        .filter(e -> e.getInvolvedObject().getName().equals(pod))
        .map(e -> e.getReason())
        .toList();
  }

  void until(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(15)).pollInterval(Duration.ofMillis(10)).until(condition);
  }

  @Override
  public void close() {
    cluster.close();
  }
}
