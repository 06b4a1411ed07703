package dev.quorate.desired;

import dev.quorate.model.Ensemble;
import dev.quorate.model.Keys;
import dev.quorate.model.Mount;
import dev.quorate.model.Role;
import dev.quorate.model.Storage;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A member's volumes: those that outlive the pod, and those that come and go with it. */
final class MemberVolumes {
  private MemberVolumes() {}

  static boolean hasLogVolume(Storage storage) {
    return storage instanceof Storage.Persistent persistent && persistent.log().isPresent();
  }

  /** One claim per member and template; Kubernetes never lets a template change. */
  static List<PersistentVolumeClaim> claimTemplates(Ensemble ensemble, Role role) {
    var templates = new ArrayList<PersistentVolumeClaim>();
    if (ensemble.storage() instanceof Storage.Persistent(var data, var log, _)) {
      var labels = MemberTemplate.ownedLabels(ensemble, role);
      templates.add(claim(Mount.DATA, data, labels));
      log.ifPresent(volume -> templates.add(claim(Mount.DATALOG, volume, labels)));
    }
    return templates;
  }

  private static PersistentVolumeClaim claim(
      Mount mount, Storage.Volume volume, Map<String, String> labels) {
    return new PersistentVolumeClaimBuilder()
        .withNewMetadata()
        .withName(mount.volume())
        .withLabels(labels)
        .endMetadata()
        .withNewSpec()
        .withAccessModes("ReadWriteOnce")
        .withStorageClassName(volume.storageClassName().orElse(null))
        .withNewResources()
        .addToRequests("storage", new Quantity(volume.size()))
        .endResources()
        .endSpec()
        .build();
  }

  static List<Volume> inPod(Ensemble ensemble, String configName) {
    var names = ensemble.names();
    var volumes = new ArrayList<Volume>();
    if (ensemble.storage() instanceof Storage.Ephemeral) {
      volumes.add(scratch(Mount.DATA));
    }
    volumes.add(configMap(Mount.CONFIG, configName));
    volumes.add(configMap(Mount.MEMBERSHIP, names.membership()));
    volumes.add(digest(names.superuser()));
    volumes.add(scratch(Mount.TMP));
    volumes.add(scratch(Mount.LOGS));
    return volumes;
  }

  static List<VolumeMount> inContainer(Ensemble ensemble) {
    var mounts = new ArrayList<VolumeMount>();
    for (var mount : Mount.values()) {
      if (mount != Mount.DATALOG || hasLogVolume(ensemble.storage())) {
        mounts.add(mount.inContainer());
      }
    }
    return mounts;
  }

  private static Volume scratch(Mount mount) {
    return new VolumeBuilder().withName(mount.volume()).withNewEmptyDir().endEmptyDir().build();
  }

  private static Volume configMap(Mount mount, String name) {
    return new VolumeBuilder()
        .withName(mount.volume())
        .withNewConfigMap()
        .withName(name)
        .endConfigMap()
        .build();
  }

  /** The digest alone: a member needs no password, so it gets none. */
  private static Volume digest(String secret) {
    return new VolumeBuilder()
        .withName(Mount.SUPERUSER.volume())
        .withNewSecret()
        .withSecretName(secret)
        .addNewItem(Keys.DIGEST, null, Keys.DIGEST)
        .endSecret()
        .build();
  }
}
