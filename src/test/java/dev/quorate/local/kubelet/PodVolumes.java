package dev.quorate.local.kubelet;

import dev.quorate.local.controllers.ClaimDirectories;
import dev.quorate.local.controllers.ClusterInformers;
import dev.quorate.local.controllers.ObjectKey;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The directories of one pod's volumes. Everything but claims goes when the pod goes. */
final class PodVolumes {
  private final Path directory;
  private final ClusterInformers cluster;
  private final ClaimDirectories claims;
  private final Map<String, Path> volumes = new HashMap<>();
  private final Map<String, ProjectedFiles> projected = new HashMap<>();

  PodVolumes(Path directory, ClusterInformers cluster, ClaimDirectories claims) {
    this.directory = directory;
    this.cluster = cluster;
    this.claims = claims;
  }

  /** Makes all volumes, or brings projected ones up to date; fails when an object is missing. */
  void prepare(Pod pod, String podIp) throws IOException {
    for (var volume : pod.getSpec().getVolumes()) {
      volumes.put(volume.getName(), prepare(volume, pod, podIp));
    }
  }

  private Path prepare(Volume volume, Pod pod, String podIp) throws IOException {
    if (volume.getPersistentVolumeClaim() != null) {
      return claim(pod, volume.getPersistentVolumeClaim().getClaimName());
    }
    var path = directory.resolve("volumes").resolve(volume.getName());
    Files.createDirectories(path);
    var files = VolumeFiles.of(volume, pod, podIp, new ConfigSource(cluster));
    if (files.isPresent()) {
      projected.computeIfAbsent(volume.getName(), n -> new ProjectedFiles(path)).write(files.get());
    } else if (volume.getEmptyDir() == null) {
      throw new ContainerConfigException("volume " + volume.getName() + " has an unsupported type");
    }
    return path;
  }

  private Path claim(Pod pod, String name) throws IOException {
    var key = new ObjectKey(pod.getMetadata().getNamespace(), name);
    var claim = cluster.get(PersistentVolumeClaim.class, key);
    if (claim == null || claim.getSpec().getVolumeName() == null) {
      throw new ContainerConfigException("persistentvolumeclaim \"%s\" not bound".formatted(name));
    }
    return claims.create(claim.getSpec().getVolumeName());
  }

  /** The names of the persistent volumes that the pod mounts. */
  Set<String> persistent(Pod pod) {
    return pod.getSpec().getVolumes().stream()
        .filter(v -> v.getPersistentVolumeClaim() != null)
        .map(v -> volumes.get(v.getName()))
        .filter(path -> path != null)
        .map(path -> path.getFileName().toString())
        .collect(Collectors.toSet());
  }

  /** Where the mounts of a container are at the moment in which it starts. */
  MountTable mounts(Container container) throws IOException {
    Map<String, Path> mounts = new HashMap<>();
    for (var mount : container.getVolumeMounts()) {
      var volume = volumes.get(mount.getName());
      if (volume == null) {
        throw new ContainerConfigException("volume " + mount.getName() + " is not in the pod");
      }
      mounts.put(mount.getMountPath(), place(volume, mount, container.getName()));
    }
    return new MountTable(mounts);
  }

  private Path place(Path volume, VolumeMount mount, String container) throws IOException {
    if (mount.getSubPath() == null || mount.getSubPath().isEmpty()) {
      return volume;
    }
    var part = volume.resolve(mount.getSubPath());
    if (!projected.containsKey(mount.getName())) {
      return Files.createDirectories(part);
    }
    // A bind mount of one file keeps the file that it found: updates of the volume pass it by.
    var kept = directory.resolve("subpaths").resolve(container).resolve(mount.getName());
    var copy = kept.resolve(mount.getSubPath());
    Files.createDirectories(copy.getParent());
    Files.deleteIfExists(copy);
    return Files.copy(part.toRealPath(), copy);
  }
}
