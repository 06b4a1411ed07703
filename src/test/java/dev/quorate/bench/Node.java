package dev.quorate.bench;

import static java.util.stream.Collectors.toMap;

import dev.quorate.api.QuorumStatus;
import dev.quorate.api.ZookeeperCluster;
import dev.quorate.api.ZookeeperClusterStatus;
import dev.quorate.local.LocalCluster;
import dev.quorate.local.LocalClusterOptions;
import dev.quorate.local.api.ApiServer;
import dev.quorate.model.Labels;
import dev.quorate.testing.MemberModes;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A local cluster whose pods are real ZooKeeper processes. */
final class Node implements AutoCloseable {
  private static final String NAMESPACE = "default";

  private final LocalCluster local;

  private Node(LocalCluster local) {
    this.local = local;
  }

  static Node start(String benchmark) {
    return new Node(
        LocalCluster.start(LocalClusterOptions.in(OperatorBuild.file("node-" + benchmark))));
  }

  ApiServer api() {
    return local.api();
  }

  /** The environment of an operator for this cluster. */
  Map<String, String> environment() {
    return Map.of(
        "KUBECONFIG",
        local.kubeconfig().toString(),
        "QUORATE_HTTP_HOST",
        "127.0.0.1",
        "QUORATE_HTTP_PORT",
        "0",
        "QUORATE_LEASE_NAMESPACE",
        NAMESPACE);
  }

  /** Makes the cluster of the quick start under a name. */
  void create(String name) {
    local.client().resource(QuickStart.named(name)).inNamespace(NAMESPACE).create();
  }

  /** Applies a resource as a person does. */
  void apply(String manifest) {
    local.client().resource(manifest).inNamespace(NAMESPACE).forceConflicts().serverSideApply();
  }

  void delete(String name) {
    local.client().resources(ZookeeperCluster.class).inNamespace(NAMESPACE).withName(name).delete();
    Until.holds("no pods of " + name, () -> pods(name).isEmpty());
  }

  private List<Pod> pods(String cluster) {
    return local
        .client()
        .pods()
        .inNamespace(NAMESPACE)
        .withLabel(Labels.CLUSTER, cluster)
        .list()
        .getItems();
  }

  /** How many of its pods the kubelet calls ready. */
  long readyPods(String cluster) {
    return pods(cluster).stream()
        .filter(p -> p.getStatus() != null)
        .filter(p ->
            p.getStatus().getConditions().stream()
                .anyMatch(c -> c.getType().equals("Ready") && c.getStatus().equals("True")))
        .count();
  }

  private Optional<ZookeeperClusterStatus> status(String cluster) {
    return Optional.ofNullable(
            local
                .client()
                .resources(ZookeeperCluster.class)
                .inNamespace(NAMESPACE)
                .withName(cluster)
                .get())
        .map(ZookeeperCluster::getStatus);
  }

  void awaitReady(String cluster) {
    Until.holds(cluster + " is Ready", () -> condition(cluster, "Ready").equals("True"));
  }

  String condition(String cluster, String type) {
    return status(cluster).stream()
        .flatMap(s -> s.conditions().stream())
        .filter(c -> c.type().equals(type))
        .map(c -> c.status())
        .findFirst()
        .orElse("");
  }

  /** How many voters the status calls synced. */
  int synced(String cluster) {
    return status(cluster).map(ZookeeperClusterStatus::quorum).map(QuorumStatus::synced).orElse(0);
  }

  String leader(String cluster) {
    return status(cluster).map(s -> s.quorum().leader()).orElseThrow();
  }

  String address(String cluster, String pod) {
    return addresses(cluster).getOrDefault(pod, "");
  }

  /** The addresses of the pods that have one, by name. */
  Map<String, String> addresses(String cluster) {
    return pods(cluster).stream()
        .filter(p -> p.getStatus() != null && p.getStatus().getPodIP() != null)
        .collect(toMap(p -> p.getMetadata().getName(), p -> p.getStatus().getPodIP()));
  }

  List<String> uids(String cluster) {
    return pods(cluster).stream().map(p -> p.getMetadata().getUid()).toList();
  }

  void deletePod(String pod) {
    local.client().pods().inNamespace(NAMESPACE).withName(pod).delete();
  }

  /** How many members say that they follow. */
  long servingFollowers(String cluster) {
    return addresses(cluster).values().stream()
        .filter(address -> MemberModes.at(address).equals("follower"))
        .count();
  }

  /** The newest epoch that a member has; each election begins one. */
  long epoch(String cluster) {
    return addresses(cluster).values().stream().mapToLong(MemberModes::epoch).max().orElse(0);
  }

  /** Kills the process of a member; its pod stays. */
  void kill(String pod) {
    local.kubelet().signal(NAMESPACE, pod, "KILL");
  }

  @Override
  public void close() {
    local.close();
  }
}
