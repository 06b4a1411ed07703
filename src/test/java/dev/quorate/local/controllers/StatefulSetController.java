package dev.quorate.local.controllers;

import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Keeps the pods, claims, revisions and status of every StatefulSet in line with its spec. */
public final class StatefulSetController implements AutoCloseable {
  private final KubernetesClient client;
  private final ClusterInformers cluster;
  private final InstantSource clock;
  private final OwnedObjects owned;
  private final StatefulClaims claims;
  private final MergePatch patch;
  private final Events events;
  private final ControllerLoop loop;

  /** Starts the loop. */
  public StatefulSetController(
      KubernetesClient client, ClusterInformers cluster, InstantSource clock) {
    this.client = client;
    this.cluster = cluster;
    this.clock = clock;
    this.owned = new OwnedObjects(client);
    this.claims = new StatefulClaims(client, cluster);
    this.patch = new MergePatch(client);
    this.events = new Events(client, "statefulset-controller");
    this.loop = new ControllerLoop("statefulset-controller", this::reconcile);
    cluster.onChange(StatefulSet.class, set -> loop.enqueue(ObjectKey.of(set)));
    cluster.onChange(Pod.class, this::enqueueSetsOf);
    cluster.onChange(PersistentVolumeClaim.class, this::enqueueSetsOf);
  }

  private void enqueueSetsOf(HasMetadata object) {
    cluster
        .in(StatefulSet.class, object.getMetadata().getNamespace())
        .filter(set ->
            LabelMatch.matches(set.getSpec().getSelector(), object)
                || OwnedObjects.isControlledBy(object, set))
        .forEach(set -> loop.enqueue(ObjectKey.of(set)));
  }

  private void reconcile(ObjectKey key) {
    var set = cluster.get(StatefulSet.class, key);
    if (set == null || set.getMetadata().getDeletionTimestamp() != null) {
      return;
    }
    var now = clock.instant();
    var pods = pods(set);
    var revisions = revisions(set);
    pods.forEach((ordinal, pod) -> claims.retain(set, pod, ordinal));
    StatefulSteps.next(set, pods, revisions, now).forEach(step -> take(set, step));
    var status = StatefulStatus.of(set, pods.values(), revisions, now);
    if (!status.equals(set.getStatus())) {
      patch.applyStatus(set, status);
    }
    int wait = StatefulSteps.minReadySeconds(set);
    if (wait > 0 && pods.values().stream().anyMatch(p -> isAlmostAvailable(p, wait))) {
      loop.enqueueAfter(key, Duration.ofSeconds(wait));
    }
  }

  private boolean isAlmostAvailable(Pod pod, int wait) {
    return PodFacts.isReady(pod) && !PodFacts.isAvailable(pod, wait, clock.instant());
  }

  /** The pods that the set controls by ordinal; adopts orphans and releases what it lost. */
  private NavigableMap<Integer, Pod> pods(StatefulSet set) {
    NavigableMap<Integer, Pod> pods = new TreeMap<>();
    cluster
        .in(Pod.class, set.getMetadata().getNamespace())
        .forEach(pod ->
            StatefulNames.ordinal(set, pod)
                .ifPresent(ordinal -> {
                  if (isMember(set, pod)) {
                    pods.put(ordinal, pod);
                  }
                }));
    return pods;
  }

  private boolean isMember(StatefulSet set, Pod pod) {
    boolean matches = LabelMatch.matches(set.getSpec().getSelector(), pod);
    if (OwnedObjects.isControlledBy(pod, set)) {
      if (!matches) {
        owned.remove(pod, o -> o.getUid().equals(set.getMetadata().getUid()));
      }
      return matches;
    }
    boolean adopt =
        matches && OwnedObjects.isOrphan(pod) && !PodFacts.isTerminating(pod) && isStillThere(set);
    if (adopt) {
      owned.adopt(pod, set);
    }
    return adopt;
  }

  /** Asked of the API server before anything is adopted: a set that is gone orphaned it. */
  private boolean isStillThere(StatefulSet set) {
    return owned
        .current(set)
        .filter(now -> now.getMetadata().getDeletionTimestamp() == null)
        .isPresent();
  }

  private Revisions revisions(StatefulSet set) {
    List<ControllerRevision> existing =
        cluster
            .in(ControllerRevision.class, set.getMetadata().getNamespace())
            .filter(r -> isRevisionOf(set, r))
            .toList();
    var revisions = Revisions.of(set, existing, client.getKubernetesSerialization());
    if (revisions.mustStore(existing)) {
      client.resource(revisions.update()).createOr(r -> r.update());
    }
    return revisions;
  }

  private boolean isRevisionOf(StatefulSet set, ControllerRevision revision) {
    if (OwnedObjects.isControlledBy(revision, set)) {
      return true;
    }
    boolean adopt =
        OwnedObjects.isOrphan(revision)
            && LabelMatch.matches(set.getSpec().getSelector(), revision)
            && isStillThere(set);
    if (adopt) {
      owned.adopt(revision, set);
    }
    return adopt;
  }

  private void take(StatefulSet set, StatefulStep step) {
    switch (step) {
      case StatefulStep.Create create -> create(set, create);
      case StatefulStep.Delete delete -> delete(set, delete);
    }
  }

  private void create(StatefulSet set, StatefulStep.Create step) {
    var revision = step.revision();
    var template = Revisions.template(revision, client.getKubernetesSerialization());
    var pod = StatefulPods.pod(set, template, step.ordinal(), revision.getMetadata().getName());
    if (!ensureClaims(set, pod, step.ordinal())) {
      return;
    }
    if (!create(set, pod)) {
      loop.enqueueAfter(ObjectKey.of(set), Duration.ofSeconds(1));
      return;
    }
    events.normal(
        set,
        "SuccessfulCreate",
        "create Pod %s in StatefulSet %s successful"
            .formatted(pod.getMetadata().getName(), set.getMetadata().getName()));
  }

  private boolean create(StatefulSet set, Pod pod) {
    try {
      return CreateOnce.create(client, pod);
    } catch (KubernetesClientException e) {
      refused(set, pod, answer(e));
      throw e;
    }
  }

  private boolean ensureClaims(StatefulSet set, Pod pod, int ordinal) {
    try {
      return claims.ensure(set, ordinal);
    } catch (KubernetesClientException e) {
      if (e.getStatus() != null && e.getStatus().getDetails() != null) {
        var claim = e.getStatus().getDetails().getName();
        refused(set, pod, "failed to create PVC %s: %s".formatted(claim, answer(e)));
      }
      throw e;
    }
  }

  private void refused(StatefulSet set, Pod pod, String why) {
    events.warning(
        set,
        "FailedCreate",
        "create Pod %s in StatefulSet %s failed error: %s"
            .formatted(pod.getMetadata().getName(), set.getMetadata().getName(), why));
  }

  private static String answer(KubernetesClientException e) {
    return e.getStatus() == null ? e.getMessage() : e.getStatus().getMessage();
  }

  private void delete(StatefulSet set, StatefulStep.Delete step) {
    var meta = step.pod().getMetadata();
    client.raw(
        "/api/v1/namespaces/%s/pods/%s".formatted(meta.getNamespace(), meta.getName()),
        "DELETE",
        new DeleteOptionsBuilder()
            .withNewPreconditions()
            .withUid(meta.getUid())
            .endPreconditions()
            .build());
    events.normal(
        set,
        step.why(),
        "delete Pod %s in StatefulSet %s successful"
            .formatted(meta.getName(), set.getMetadata().getName()));
  }

  @Override
  public void close() {
    loop.close();
    events.close();
  }
}
