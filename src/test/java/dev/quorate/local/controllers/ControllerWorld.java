package dev.quorate.local.controllers;

import static org.awaitility.Awaitility.await;

import dev.quorate.local.api.ApiServer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** An API server and the controllers, but no node: the test says which pods are ready. */
final class ControllerWorld implements AutoCloseable {
  private final ApiServer server = ApiServer.start();
  final KubernetesClient client = server.client();
  private final ClusterInformers cluster = new ClusterInformers(client);
  final ClaimDirectories directories;
  private final Controllers controllers;

  ControllerWorld(Path work) {
    directories = new ClaimDirectories(work);
    controllers = new Controllers(client, cluster, directories);
  }

  /** Creates the object or replaces it, again until nobody writes at the same time. */
  <T extends HasMetadata> T apply(T object) {
    return await()
        .ignoreException(KubernetesClientException.class)
        .until(() -> client.resource(object).createOr(r -> r.update()), o -> o != null);
  }

  StatefulSet set(String name) {
    return client.apps().statefulSets().withName(name).get();
  }

  Pod pod(String name) {
    return client.pods().withName(name).get();
  }

  PersistentVolumeClaim claim(String name) {
    return client.persistentVolumeClaims().withName(name).get();
  }

  List<String> pods() {
    return names(client.pods().list().getItems());
  }

  List<String> claims() {
    return names(client.persistentVolumeClaims().list().getItems());
  }

  static List<String> names(List<? extends HasMetadata> objects) {
    return objects.stream().map(o -> o.getMetadata().getName()).sorted().toList();
  }

  void makeReady(String... names) {
    for (var name : names) {
      setPhase(name, "Running", true);
    }
  }

  void setPhase(String name, String phase, boolean ready) {
    var condition =
        new PodConditionBuilder()
            .withType("Ready")
            .withStatus(ready ? "True" : "False")
            .withLastTransitionTime("2026-01-01T00:00:00Z")
            .build();
    new MergePatch(client)
        .applyStatus(pod(name), Map.of("phase", phase, "conditions", List.of(condition)));
  }

  /** Waits until it holds. */
  void until(Callable<Boolean> condition) {
    await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(10)).until(condition);
  }

  /** Waits until these pods exist and no others. */
  void untilPods(String... names) {
    until(() -> pods().equals(List.of(names)));
  }

  /**
   * Waits until the controller has seen everything: a change of the set is observed after all that
   * was written before it.
   */
  void settle(String set) {
    var before = set(set).getSpec().getRevisionHistoryLimit();
    new MergePatch(client)
        .apply(
            set(set),
            Map.of("spec", Map.of("revisionHistoryLimit", before == null ? 11 : before + 1)));
    until(() ->
        set(set)
            .getMetadata()
            .getGeneration()
            .equals(set(set).getStatus().getObservedGeneration()));
  }

  @Override
  public void close() {
    controllers.close();
    cluster.close();
    client.close();
    server.close();
  }
}
