package dev.quorate.e2e;

import dev.quorate.api.ZookeeperCluster;
import dev.quorate.model.Labels;
import dev.quorate.testing.Kubectl;
import dev.quorate.testing.MemberModes;
import dev.quorate.testing.ToldStatus;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** One ensemble of a story: what its resource says, and what its members are. */
final class EnsembleOnCluster {
  private final RealCluster cluster;
  private final String namespace;
  private final String name;

  EnsembleOnCluster(RealCluster cluster, String namespace, String name) {
    this.cluster = cluster;
    this.namespace = namespace;
    this.name = name;
  }

  void apply(String yaml) {
    cluster.kubectlWith(yaml, "-n", namespace, "apply", "-f", "-");
  }

  Resource<ZookeeperCluster> resource() {
    return cluster.client().resources(ZookeeperCluster.class).inNamespace(namespace).withName(name);
  }

  /** The condition as {@code True EnsembleReady}; empty before there is one. */
  String condition(String type) {
    return told().condition(type);
  }

  String message(String type) {
    return told().message(type);
  }

  private ToldStatus told() {
    return ToldStatus.by(resource().get());
  }

  /**
   * Waits until the status says of the present specification that all of it is in force, and the
   * servers say so too: just after a fault, status may not know of it yet.
   */
  void awaitReady() {
    cluster.await(name + " is Ready", namespace, this::isReady);
  }

  private boolean isReady() {
    var resource = resource().get();
    return ToldStatus.by(resource).isReady() && serving() == resource.getSpec().replicas();
  }

  /** Waits until a condition has a value such as {@code False ImageUnavailable}. */
  void await(String type, String value) {
    cluster.await(type + " is " + value, namespace, () -> condition(type).equals(value));
  }

  /** Deletes the resource and waits until nothing of it is left but its claims. */
  void delete() {
    resource().delete();
    awaitGone();
  }

  /** Waits until nothing of it is left but its claims. */
  void awaitGone() {
    cluster.await(
        name + " is gone",
        namespace,
        () -> resource().get() == null && pods().isEmpty() && services().isEmpty());
  }

  private List<? extends HasMetadata> services() {
    return cluster
        .client()
        .services()
        .inNamespace(namespace)
        .withLabels(Labels.cluster(name))
        .list()
        .getItems();
  }

  List<String> claims() {
    return cluster
        .client()
        .persistentVolumeClaims()
        .inNamespace(namespace)
        .withLabels(Labels.cluster(name))
        .list()
        .getItems()
        .stream()
        .map(c -> c.getMetadata().getName())
        .sorted()
        .toList();
  }

  private List<Pod> pods() {
    return cluster
        .client()
        .pods()
        .inNamespace(namespace)
        .withLabels(Labels.cluster(name))
        .list()
        .getItems();
  }

  /** Tells of every change of its pods, those that are there first. */
  Watch watchPods(Watcher<Pod> watcher) {
    return cluster
        .client()
        .pods()
        .inNamespace(namespace)
        .withLabels(Labels.cluster(name))
        .watch(watcher);
  }

  /** The addresses of the members that have one, by pod. */
  SortedMap<String, String> addresses() {
    SortedMap<String, String> addresses = new TreeMap<>();
    pods().stream()
        .filter(p -> p.getStatus() != null && p.getStatus().getPodIP() != null)
        .forEach(p -> addresses.put(p.getMetadata().getName(), p.getStatus().getPodIP()));
    return addresses;
  }

  /** What all members say that they are, in the order of their names. */
  List<String> modes() {
    return addresses().values().stream().map(MemberModes::at).toList();
  }

  private long serving() {
    return modes().stream().filter(mode -> !mode.equals(MemberModes.NONE)).count();
  }

  String leader() {
    return named("leader").findFirst().orElseThrow();
  }

  List<String> followers() {
    return named("follower").toList();
  }

  private Stream<String> named(String mode) {
    var addresses = addresses();
    return addresses.keySet().stream().filter(p -> MemberModes.at(addresses.get(p)).equals(mode));
  }

  /** Identity of each pod and how often its containers were started again. */
  List<String> lives() {
    return pods().stream()
        .map(p ->
            "%s %s, %d restarts"
                .formatted(
                    p.getMetadata().getName(),
                    p.getMetadata().getUid(),
                    p.getStatus().getContainerStatuses().stream()
                        .mapToInt(ContainerStatus::getRestartCount)
                        .sum()))
        .sorted()
        .toList();
  }

  /** Runs a script in the container of a member. */
  void inside(String member, String script) {
    cluster.kubectl("-n", namespace, "exec", member, "--", "/bin/bash", "-c", script);
  }

  /** Makes what a member has on disk unreadable, and lets it start again on that. */
  void corruptDataOf(String member) {
    inside(
        member,
        "for f in /data/version-2/snapshot.* /data/version-2/log.*; do echo corrupt >\"$f\"; done;"
            + " kill -TERM 1");
  }

  void deletePod(String member) {
    cluster.kubectl("-n", namespace, "delete", "pod", member);
  }

  /** Asks once, as a drain does; the client library would ask again until it may. */
  Kubectl.Output evict(String pod) {
    return cluster.tryKubectl(
        """
        {"apiVersion": "policy/v1", "kind": "Eviction", "metadata": {"name": "%s"}}
        """
            .formatted(pod),
        "create",
        "--raw",
        "/api/v1/namespaces/%s/pods/%s/eviction".formatted(namespace, pod),
        "-f",
        "-");
  }

  /** Takes its members from nodes, one after the other, as far as it may within a time. */
  Kubectl.Output drain(List<String> nodes, String timeout) {
    List<String> command = new ArrayList<>(List.of("drain"));
    command.addAll(nodes);
    command.add("--pod-selector=%s=%s".formatted(Labels.CLUSTER, name));
    command.add("--delete-emptydir-data");
    command.add("--timeout=" + timeout);
    return cluster.tryKubectl("", command.toArray(String[]::new));
  }

  /** Merges fields, given as JSON, into the specification. */
  void edit(String spec) {
    cluster.kubectl(
        "-n",
        namespace,
        "patch",
        "zk",
        name,
        "--type=merge",
        "-p",
        "{\"spec\":%s}".formatted(spec));
  }

  /** Uids of its pods. */
  List<String> uids() {
    return pods().stream().map(p -> p.getMetadata().getUid()).toList();
  }

  /** The nodes that its members are on. */
  List<String> nodes() {
    return pods().stream().map(p -> p.getSpec().getNodeName()).distinct().toList();
  }
}
