package dev.quorate.local.controllers;

import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Reports the phase of volumes, and deletes volume and directory once the claim is gone. */
public final class VolumeController implements AutoCloseable {
  private final KubernetesClient client;
  private final ClusterInformers cluster;
  private final ClaimDirectories directories;
  private final MergePatch patch;
  private final ControllerLoop loop;

  /** Starts the loop. */
  public VolumeController(
      KubernetesClient client, ClusterInformers cluster, ClaimDirectories directories) {
    this.client = client;
    this.cluster = cluster;
    this.directories = directories;
    this.patch = new MergePatch(client);
    this.loop = new ControllerLoop("volume-controller", this::reconcile);
    cluster.onChange(PersistentVolume.class, volume -> loop.enqueue(ObjectKey.of(volume)));
    cluster.onChange(PersistentVolumeClaim.class, this::enqueueVolumeOf);
  }

  private void enqueueVolumeOf(PersistentVolumeClaim claim) {
    if (claim.getSpec().getVolumeName() != null) {
      loop.enqueue(new ObjectKey("", claim.getSpec().getVolumeName()));
    }
  }

  private void reconcile(ObjectKey key) throws IOException {
    var volume = cluster.get(PersistentVolume.class, key);
    if (volume == null || volume.getSpec().getClaimRef() == null) {
      return;
    }
    if (volume.getMetadata().getDeletionTimestamp() != null) {
      if (!volume.getMetadata().getFinalizers().isEmpty()) {
        patch.setMetadata(volume, "finalizers", List.of());
      }
      return;
    }
    var ref = volume.getSpec().getClaimRef();
    var claim =
        client
            .persistentVolumeClaims()
            .inNamespace(ref.getNamespace())
            .withName(ref.getName())
            .get();
    boolean claimed = claim != null && claim.getMetadata().getUid().equals(ref.getUid());
    boolean kept = "Retain".equals(volume.getSpec().getPersistentVolumeReclaimPolicy());
    if (claimed || kept) {
      report(volume, claimed ? "Bound" : "Released");
    } else {
      directories.delete(key.name());
      client.resource(volume).withGracePeriod(0).delete();
    }
  }

  private void report(PersistentVolume volume, String phase) {
    if (volume.getStatus() == null || !phase.equals(volume.getStatus().getPhase())) {
      patch.applyStatus(volume, Map.of("phase", phase));
    }
  }

  @Override
  public void close() {
    loop.close();
  }
}
