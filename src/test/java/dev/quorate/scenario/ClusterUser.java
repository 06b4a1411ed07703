package dev.quorate.scenario;

import dev.quorate.api.ZookeeperCluster;
import dev.quorate.api.ZookeeperClusterStatus;
import dev.quorate.testing.EnsembleObjects;
import dev.quorate.testing.PodAnnotation;
import dev.quorate.testing.ToldStatus;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Somebody with all rights in the namespace default who writes resources and reads status. */
final class ClusterUser {
  private final RunningCluster cluster;
  private final KubernetesClient client;

  ClusterUser(RunningCluster cluster) {
    this.cluster = cluster;
    this.client = cluster.local().client();
  }

  /** Applies a resource as {@code kubectl apply --server-side} does. */
  void apply(String yaml) {
    client.resource(yaml).fieldManager("user").forceConflicts().serverSideApply();
  }

  /** Writes a resource that was read before, as {@code kubectl edit} and {@code replace} do. */
  void replace(ZookeeperCluster resource) {
    client.resource(resource).inNamespace("default").update();
  }

  Resource<ZookeeperCluster> resource(String name) {
    return client.resources(ZookeeperCluster.class).inNamespace("default").withName(name);
  }

  Optional<ZookeeperClusterStatus> status(String name) {
    return Optional.ofNullable(resource(name).get()).map(ZookeeperCluster::getStatus);
  }

  private ToldStatus told(String name) {
    return ToldStatus.by(resource(name).get());
  }

  /** The condition as {@code True EnsembleReady}; empty before there is one. */
  String condition(String name, String type) {
    return told(name).condition(type);
  }

  /** All conditions as {@code Ready=True EnsembleReady}. */
  List<String> conditions(String name) {
    return told(name).conditions().stream()
        .map(c -> "%s=%s %s".formatted(c.type(), c.status(), c.reason()))
        .toList();
  }

  String message(String name, String type) {
    return told(name).message(type);
  }

  /** The changes of leader, the newest first, as {@code from -> to in epoch: cause}. */
  List<String> leaderHistory(String name) {
    return ToldStatus.leaderHistory(status(name).orElseThrow());
  }

  /** Reasons of the events about a cluster. */
  List<String> eventReasons(String name) {
    return client.events().v1().events().inNamespace("default").list().getItems().stream()
        .filter(e -> Objects.equals(e.getRegarding().getName(), name))
        .filter(e -> Objects.equals(e.getRegarding().getKind(), "ZookeeperCluster"))
        .map(Event::getReason)
        .toList();
  }

  /** Waits for events; each is written after the status that it is about. */
  void awaitEvents(String name, String... reasons) {
    cluster.await(
        String.join(", ", reasons), () -> eventReasons(name).containsAll(List.of(reasons)));
  }

  /**
   * Waits until the cluster is Ready, its status speaks of the present specification, and it is
   * true: right after a mishap status still tells of the time before.
   */
  void awaitReady(String name) {
    var members = cluster.members(name);
    cluster.await(name + " is Ready", () -> isReady(name) && members.areWhole());
  }

  boolean isReady(String name) {
    return told(name).isReady();
  }

  /** As {@code kubectl annotate --overwrite} does. */
  void annotate(String name, String key, String value) {
    resource(name)
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"metadata\":{\"annotations\":{\"%s\":\"%s\"}}}".formatted(key, value));
  }

  /** As {@code kubectl annotate pod} does. */
  void annotatePod(String pod, String key, String value) {
    PodAnnotation.write(client, pod, key, value);
  }

  /** Deletes the cluster and waits until nothing of it is left but its claims. */
  void delete(String name) {
    resource(name).delete();
    cluster.await(name + " is gone", () -> new EnsembleObjects(client, name).isEmpty());
  }
}
