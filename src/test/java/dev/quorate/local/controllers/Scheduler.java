package dev.quorate.local.controllers;

import io.fabric8.kubernetes.api.model.BindingBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Binds each pod to a node whose labels satisfy its nodeSelector, once its claims are bound; a pod
 * that fits nowhere stays Pending with PodScheduled=False. Knows no resources, affinity or taints.
 */
public final class Scheduler implements AutoCloseable {
  private final KubernetesClient client;
  private final ClusterInformers cluster;
  private final MergePatch patch;
  private final Events events;
  private final ControllerLoop loop;

  /** Starts the loop. */
  public Scheduler(KubernetesClient client, ClusterInformers cluster) {
    this.client = client;
    this.cluster = cluster;
    this.patch = new MergePatch(client);
    this.events = new Events(client, "default-scheduler");
    this.loop = new ControllerLoop("scheduler", this::reconcile);
    cluster.onChange(Pod.class, pod -> loop.enqueue(ObjectKey.of(pod)));
    cluster.onChange(Node.class, node -> enqueuePending());
    cluster.onChange(PersistentVolumeClaim.class, claim -> enqueuePending());
  }

  private void enqueuePending() {
    cluster
        .all(Pod.class)
        .filter(pod -> pod.getSpec().getNodeName() == null)
        .forEach(pod -> loop.enqueue(ObjectKey.of(pod)));
  }

  private void reconcile(ObjectKey key) {
    var pod = cluster.get(Pod.class, key);
    if (pod == null || pod.getSpec().getNodeName() != null || PodFacts.isTerminating(pod)) {
      return;
    }
    var obstacle = unboundClaim(pod).or(() -> noNode(pod));
    if (obstacle.isPresent()) {
      refuse(pod, obstacle.get());
    } else {
      bind(pod, fitting(pod).findFirst().orElseThrow().getMetadata().getName());
    }
  }

  private Optional<String> unboundClaim(Pod pod) {
    return pod.getSpec().getVolumes().stream()
        .map(Volume::getPersistentVolumeClaim)
        .filter(Objects::nonNull)
        .map(source -> unbound(pod.getMetadata().getNamespace(), source.getClaimName()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<String> unbound(String namespace, String name) {
    var claim = cluster.get(PersistentVolumeClaim.class, new ObjectKey(namespace, name));
    if (claim == null) {
      return Optional.of(
          "0/%d nodes are available: persistentvolumeclaim \"%s\" not found."
              .formatted(nodes(), name));
    }
    boolean bound = claim.getStatus() != null && "Bound".equals(claim.getStatus().getPhase());
    return bound
        ? Optional.empty()
        : Optional.of(
            "0/%d nodes are available: pod has unbound immediate PersistentVolumeClaims."
                .formatted(nodes()));
  }

  private Optional<String> noNode(Pod pod) {
    if (fitting(pod).findFirst().isPresent()) {
      return Optional.empty();
    }
    long cordoned = cluster.all(Node.class).filter(Scheduler::isCordoned).count();
    long others = nodes() - cordoned;
    var reasons =
        Stream.of(
                cordoned == 0 ? "" : cordoned + " node(s) were unschedulable",
                others == 0 ? "" : others + " node(s) didn't match Pod's node affinity/selector")
            .filter(reason -> !reason.isEmpty())
            .toList();
    return Optional.of(
        "0/%1$d nodes are available: %2$s. preemption: 0/%1$d nodes are available: %1$d Preemption is not helpful for scheduling."
            .formatted(nodes(), String.join(", ", reasons)));
  }

  private Stream<Node> fitting(Pod pod) {
    var selector = pod.getSpec().getNodeSelector();
    return cluster
        .all(Node.class)
        .filter(node -> !isCordoned(node) && LabelMatch.matches(selector, node));
  }

  private static boolean isCordoned(Node node) {
    return node.getSpec() != null && Boolean.TRUE.equals(node.getSpec().getUnschedulable());
  }

  private long nodes() {
    return cluster.all(Node.class).count();
  }

  private void bind(Pod pod, String node) {
    var meta = pod.getMetadata();
    client.raw(
        "/api/v1/namespaces/%s/pods/%s/binding".formatted(meta.getNamespace(), meta.getName()),
        "POST",
        new BindingBuilder()
            .withNewMetadata()
            .withName(meta.getName())
            .withNamespace(meta.getNamespace())
            .withUid(meta.getUid())
            .endMetadata()
            .withNewTarget()
            .withApiVersion("v1")
            .withKind("Node")
            .withName(node)
            .endTarget()
            .build());
    events.normal(
        pod,
        "Scheduled",
        "Successfully assigned %s/%s to %s".formatted(meta.getNamespace(), meta.getName(), node));
  }

  private void refuse(Pod pod, String message) {
    var before = PodFacts.condition(pod, "PodScheduled");
    if (before.filter(c -> message.equals(c.getMessage())).isPresent()) {
      return;
    }
    var since =
        before
            .filter(c -> !PodFacts.isTrue(c))
            .map(PodCondition::getLastTransitionTime)
            .orElseGet(() -> Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    var refused =
        new PodConditionBuilder()
            .withType("PodScheduled")
            .withStatus("False")
            .withReason("Unschedulable")
            .withMessage(message)
            .withLastTransitionTime(since)
            .build();
    patch.applyStatus(pod, Map.of("phase", "Pending", "conditions", List.of(refused)));
    events.warning(pod, "FailedScheduling", message);
  }

  @Override
  public void close() {
    loop.close();
    events.close();
  }
}
