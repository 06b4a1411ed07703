package dev.quorate.local.controllers;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;

/**
 * The claims of a StatefulSet's pods: created before the pod, kept when the pod goes, and owned by
 * the set or by a surplus pod only where the retention policy says Delete, so that garbage
 * collection takes them along.
 */
final class StatefulClaims {
  private final KubernetesClient client;
  private final ClusterInformers cluster;
  private final OwnedObjects owned;

  StatefulClaims(KubernetesClient client, ClusterInformers cluster) {
    this.client = client;
    this.cluster = cluster;
    this.owned = new OwnedObjects(client);
  }

  /** Creates what is missing; false while a claim of the same name still has to go. */
  boolean ensure(StatefulSet set, int ordinal) {
    boolean usable = true;
    for (var wanted : StatefulPods.claims(set, ordinal)) {
      var existing = cluster.get(PersistentVolumeClaim.class, ObjectKey.of(wanted));
      if (existing == null) {
        create(set, wanted);
      } else {
        usable &= !isLeaving(existing);
      }
    }
    return usable;
  }

  /**
   * One that goes with its set is owned by it from the start, and goes again when the set has gone
   * meanwhile: the cache may not know that yet, and nobody would collect it.
   */
  private void create(StatefulSet set, PersistentVolumeClaim wanted) {
    boolean bySet = deletes(set, false);
    if (bySet) {
      wanted.getMetadata().setOwnerReferences(List.of(reference(set)));
    }
    if (CreateOnce.create(client, wanted) && bySet && owned.current(set).isEmpty()) {
      client.resource(wanted).delete();
    }
  }

  /** Being deleted, or waiting for it because the surplus pod that owns it is gone. */
  private boolean isLeaving(PersistentVolumeClaim claim) {
    return claim.getMetadata().getDeletionTimestamp() != null
        || claim.getMetadata().getOwnerReferences().stream()
            .filter(o -> o.getKind().equals("Pod"))
            .anyMatch(o -> !exists(claim.getMetadata().getNamespace(), o.getName(), o.getUid()));
  }

  private boolean exists(String namespace, String pod, String uid) {
    var found = cluster.get(Pod.class, new ObjectKey(namespace, pod));
    return found != null && found.getMetadata().getUid().equals(uid);
  }

  /** Brings the owners of a pod's claims in line with the retention policy. */
  void retain(StatefulSet set, Pod pod, int ordinal) {
    boolean surplus = !StatefulNames.wants(set, ordinal);
    boolean byPod = surplus && deletes(set, true);
    boolean bySet = deletes(set, false) && !byPod;
    for (var wanted : StatefulPods.claims(set, ordinal)) {
      var claim = cluster.get(PersistentVolumeClaim.class, ObjectKey.of(wanted));
      if (claim != null && claim.getMetadata().getDeletionTimestamp() == null) {
        own(claim, set, bySet);
        own(claim, pod, byPod);
      }
    }
  }

  private void own(PersistentVolumeClaim claim, HasMetadata owner, boolean wanted) {
    var uid = owner.getMetadata().getUid();
    boolean is = OwnedObjects.isOwned(claim, uid);
    if (is && !wanted) {
      owned.remove(claim, o -> o.getUid().equals(uid));
    } else if (wanted && !is) {
      owned.add(claim, reference(owner));
    }
  }

  private static OwnerReference reference(HasMetadata owner) {
    return new OwnerReferenceBuilder()
        .withApiVersion(owner.getApiVersion())
        .withKind(owner.getKind())
        .withName(owner.getMetadata().getName())
        .withUid(owner.getMetadata().getUid())
        .build();
  }

  private static boolean deletes(StatefulSet set, boolean whenScaled) {
    var policy = set.getSpec().getPersistentVolumeClaimRetentionPolicy();
    return policy != null
        && "Delete".equals(whenScaled ? policy.getWhenScaled() : policy.getWhenDeleted());
  }
}
