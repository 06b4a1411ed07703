package dev.quorate.local.controllers;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Gives every claim a directory: binds it at once to a new PersistentVolume of its storage class,
 * grows the volume when the claim asks for more, and keeps a deleted claim while a pod uses it. The
 * class {@value #STANDARD} is the default and is created at start.
 */
public final class ClaimController implements AutoCloseable {
  /** The default storage class. */
  public static final String STANDARD = "standard";

  private static final String STORAGE = "storage";
  private static final String IN_USE = "kubernetes.io/pvc-protection";
  private static final String DEFAULT_CLASS = "storageclass.kubernetes.io/is-default-class";

  private final KubernetesClient client;
  private final ClusterInformers cluster;
  private final ClaimDirectories directories;
  private final MergePatch patch;
  private final Events events;
  private final ControllerLoop loop;

  /** Creates the standard class and starts the loops. */
  public ClaimController(
      KubernetesClient client, ClusterInformers cluster, ClaimDirectories directories) {
    this.client = client;
    this.cluster = cluster;
    this.directories = directories;
    this.patch = new MergePatch(client);
    this.events = new Events(client, "persistentvolume-controller");
    CreateOnce.create(client, standardClass());
    this.loop = new ControllerLoop("claim-controller", this::reconcile);
    cluster.onChange(PersistentVolumeClaim.class, claim -> loop.enqueue(ObjectKey.of(claim)));
    cluster.onChange(Pod.class, this::enqueueClaimsOf);
    // A claim is often looked at before the change of its volume, made just before, is seen.
    cluster.onChange(PersistentVolume.class, this::enqueueClaimOf);
    cluster.onChange(StorageClass.class, c -> enqueuePending());
  }

  private static StorageClass standardClass() {
    return new StorageClassBuilder()
        .withNewMetadata()
        .withName(STANDARD)
        .addToAnnotations(DEFAULT_CLASS, "true")
        .endMetadata()
        .withProvisioner("quorate.dev/directory")
        .withReclaimPolicy("Delete")
        .withVolumeBindingMode("Immediate")
        .withAllowVolumeExpansion(true)
        .build();
  }

  private void enqueueClaimsOf(Pod pod) {
    claimNames(pod)
        .forEach(name -> loop.enqueue(new ObjectKey(pod.getMetadata().getNamespace(), name)));
  }

  private void enqueueClaimOf(PersistentVolume volume) {
    var claim = volume.getSpec().getClaimRef();
    if (claim != null) {
      loop.enqueue(new ObjectKey(claim.getNamespace(), claim.getName()));
    }
  }

  private static List<String> claimNames(Pod pod) {
    return pod.getSpec().getVolumes().stream()
        .map(v -> v.getPersistentVolumeClaim())
        .filter(Objects::nonNull)
        .map(source -> source.getClaimName())
        .toList();
  }

  private void enqueuePending() {
    cluster
        .all(PersistentVolumeClaim.class)
        .filter(claim -> claim.getSpec().getVolumeName() == null)
        .forEach(claim -> loop.enqueue(ObjectKey.of(claim)));
  }

  private void reconcile(ObjectKey key) throws IOException {
    var claim = cluster.get(PersistentVolumeClaim.class, key);
    if (claim == null) {
      return;
    }
    if (claim.getMetadata().getDeletionTimestamp() != null) {
      release(claim);
    } else if (claim.getSpec().getStorageClassName() == null) {
      patch.apply(claim, Map.of("spec", Map.of("storageClassName", STANDARD)));
    } else {
      provision(claim);
    }
  }

  /** A claim that is being deleted stays until no pod mounts it. */
  private void release(PersistentVolumeClaim claim) {
    var meta = claim.getMetadata();
    boolean used =
        cluster
            .in(Pod.class, meta.getNamespace())
            .filter(pod -> !PodFacts.isFinished(pod))
            .anyMatch(pod -> claimNames(pod).contains(meta.getName()));
    if (!used && meta.getFinalizers().contains(IN_USE)) {
      patch.setMetadata(
          claim,
          "finalizers",
          meta.getFinalizers().stream().filter(f -> !f.equals(IN_USE)).toList());
    }
  }

  private void provision(PersistentVolumeClaim claim) throws IOException {
    var className = claim.getSpec().getStorageClassName();
    var storageClass = cluster.get(StorageClass.class, new ObjectKey("", className));
    if (storageClass == null) {
      refuse(claim, className);
      return;
    }
    if (!claim.getMetadata().getFinalizers().contains(IN_USE)) {
      List<String> finalizers = new ArrayList<>(claim.getMetadata().getFinalizers());
      finalizers.add(IN_USE);
      patch.setMetadata(claim, "finalizers", finalizers);
      return;
    }
    var volume = cluster.get(PersistentVolume.class, new ObjectKey("", volumeName(claim)));
    if (volume == null) {
      var directory = directories.create(volumeName(claim));
      CreateOnce.create(client, volume(claim, storageClass, directory));
    }
    if (claim.getSpec().getVolumeName() == null) {
      patch.apply(claim, Map.of("spec", Map.of("volumeName", volumeName(claim))));
    }
    bind(claim, volume);
  }

  private void refuse(PersistentVolumeClaim claim, String className) {
    if (claim.getStatus() == null || claim.getStatus().getPhase() == null) {
      patch.applyStatus(claim, Map.of("phase", "Pending"));
    }
    events.warning(
        claim,
        "ProvisioningFailed",
        "storageclass.storage.k8s.io \"%s\" not found".formatted(className));
  }

  /** Reports the claim as bound, and lets it grow: first the volume, then the file system. */
  private void bind(PersistentVolumeClaim claim, PersistentVolume volume) {
    var size = requested(claim);
    var before = claim.getStatus();
    if (before == null || !"Bound".equals(before.getPhase())) {
      report(
          claim, Map.of("phase", "Bound", "accessModes", claim.getSpec().getAccessModes()), size);
    } else if (volume != null && !size.equals(volume.getSpec().getCapacity().get(STORAGE))) {
      patch.apply(volume, Map.of("spec", Map.of("capacity", Map.of(STORAGE, size))));
      patch.applyStatus(claim, Map.of("conditions", List.of(waitsForNode())));
    } else if (!size.equals(before.getCapacity().get(STORAGE))) {
      report(claim, Map.of("conditions", List.of()), size);
      events.normal(claim, "FileSystemResizeSuccessful", "volume grown to " + size);
    }
  }

  private void report(PersistentVolumeClaim claim, Map<String, ?> status, Quantity size) {
    Map<String, Object> fields = new HashMap<>(status);
    fields.put("capacity", Map.of(STORAGE, size));
    patch.applyStatus(claim, fields);
  }

  private static Map<String, String> waitsForNode() {
    return Map.of(
        "type",
        "FileSystemResizePending",
        "status",
        "True",
        "lastTransitionTime",
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        "message",
        "Waiting for user to (re-)start a pod to finish file system resize of volume on node.");
  }

  private static String volumeName(PersistentVolumeClaim claim) {
    return "pvc-" + claim.getMetadata().getUid();
  }

  private static Quantity requested(PersistentVolumeClaim claim) {
    return claim.getSpec().getResources().getRequests().get(STORAGE);
  }

  private static PersistentVolume volume(
      PersistentVolumeClaim claim, StorageClass storageClass, Path directory) {
    var meta = claim.getMetadata();
    return new PersistentVolumeBuilder()
        .withNewMetadata()
        .withName(volumeName(claim))
        .endMetadata()
        .withNewSpec()
        .withCapacity(new HashMap<>(Map.of(STORAGE, requested(claim))))
        .withAccessModes(claim.getSpec().getAccessModes())
        .withVolumeMode("Filesystem")
        .withStorageClassName(storageClass.getMetadata().getName())
        .withPersistentVolumeReclaimPolicy(
            Objects.requireNonNullElse(storageClass.getReclaimPolicy(), "Delete"))
        .withNewHostPath(directory.toString(), "Directory")
        .withNewClaimRef()
        .withApiVersion("v1")
        .withKind("PersistentVolumeClaim")
        .withNamespace(meta.getNamespace())
        .withName(meta.getName())
        .withUid(meta.getUid())
        .endClaimRef()
        .endSpec()
        .build();
  }

  @Override
  public void close() {
    loop.close();
    events.close();
  }
}
