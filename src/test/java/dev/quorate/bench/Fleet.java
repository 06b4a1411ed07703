package dev.quorate.bench;

import dev.quorate.api.ZookeeperCluster;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.util.Optional;

/** Clusters whose pods are objects only; their members answer like real ones. */
final class Fleet implements AutoCloseable {
  private static final String NAMESPACE = "fleet";
  private static final int VOTERS = 3;
  private static final int STEP = 50;

  private final KubernetesClient client;
  private final AnsweringMembers members = new AnsweringMembers();
  private int size;

  Fleet(KubernetesClient client) {
    this.client = client;
    var namespace =
        new NamespaceBuilder().withNewMetadata().withName(NAMESPACE).endMetadata().build();
    client.resource(namespace).create();
  }

  /**
   * Makes that many clusters, some at a time.
   *
   * @param between done after each step
   */
  void grow(int clusters, Runnable between) throws IOException {
    while (size < clusters) {
      int first = size;
      size = Math.min(clusters, size + STEP);
      for (int i = first; i < size; i++) {
        client.resource(QuickStart.named(name(i))).inNamespace(NAMESPACE).create();
      }
      for (int i = first; i < size; i++) {
        populate(i);
      }
      between.run();
    }
    Until.holds("all Ready", () -> ready() == clusters);
  }

  private static String name(int cluster) {
    return "zk-%04d".formatted(cluster);
  }

  /** How many clusters are Ready. */
  long ready() {
    return client
        .resources(ZookeeperCluster.class)
        .inNamespace(NAMESPACE)
        .list()
        .getItems()
        .stream()
        .filter(c -> c.getStatus() != null)
        .filter(c ->
            c.getStatus().conditions().stream()
                .anyMatch(s -> s.type().equals("Ready") && s.status().equals("True")))
        .count();
  }

  private void populate(int cluster) throws IOException {
    var set =
        Until.isThere(
            "StatefulSet " + name(cluster),
            () ->
                Optional.ofNullable(
                    client
                        .apps()
                        .statefulSets()
                        .inNamespace(NAMESPACE)
                        .withName(name(cluster))
                        .get()));
    var names =
        new AnsweringMembers.Names(cluster, set.getSpec().getServiceName() + "." + NAMESPACE);
    for (int ordinal = 0; ordinal < VOTERS; ordinal++) {
      members.serve(names, name(cluster), ordinal);
      client.resource(claim(set, ordinal)).create();
      var pod = client.resource(pod(set, ordinal)).create();
      pod.setStatus(running(names.address(ordinal)));
      client.resource(pod).updateStatus();
    }
  }

  private static io.fabric8.kubernetes.api.model.PodStatus running(String address) {
    return new PodStatusBuilder()
        .withPhase("Running")
        .withPodIP(address)
        .withConditions(new PodConditionBuilder().withType("Ready").withStatus("True").build())
        .withContainerStatuses(
            new ContainerStatusBuilder()
                .withName("zookeeper")
                .withReady(true)
                .withStarted(true)
                .withRestartCount(0)
                .withNewState()
                .withNewRunning()
                .withStartedAt("2026-01-01T00:00:00Z")
                .endRunning()
                .endState()
                .build())
        .build();
  }

  private static Pod pod(StatefulSet set, int ordinal) {
    var template = set.getSpec().getTemplate();
    return new PodBuilder()
        .withMetadata(meta(set, template.getMetadata(), podName(set, ordinal)))
        .withSpec(template.getSpec())
        .build();
  }

  private static PersistentVolumeClaim claim(StatefulSet set, int ordinal) {
    var template = set.getSpec().getVolumeClaimTemplates().getFirst();
    var name = template.getMetadata().getName() + "-" + podName(set, ordinal);
    return new PersistentVolumeClaimBuilder()
        .withNewMetadata()
        .withNamespace(NAMESPACE)
        .withName(name)
        .withLabels(template.getMetadata().getLabels())
        .endMetadata()
        .withSpec(template.getSpec())
        .build();
  }

  private static String podName(StatefulSet set, int ordinal) {
    return set.getMetadata().getName() + "-" + ordinal;
  }

  private static ObjectMeta meta(StatefulSet set, ObjectMeta template, String name) {
    var owner = set.getMetadata();
    return new ObjectMetaBuilder()
        .withNamespace(NAMESPACE)
        .withName(name)
        .withLabels(template.getLabels())
        .withAnnotations(template.getAnnotations())
        .withOwnerReferences(
            new OwnerReferenceBuilder()
                .withApiVersion(set.getApiVersion())
                .withKind(set.getKind())
                .withName(owner.getName())
                .withUid(owner.getUid())
                .withController(true)
                .build())
        .build();
  }

  @Override
  public void close() throws IOException {
    members.close();
  }
}
