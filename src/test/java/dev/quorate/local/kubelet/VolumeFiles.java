package dev.quorate.local.kubelet;

import dev.quorate.local.kubelet.ProjectedFiles.File;
import io.fabric8.kubernetes.api.model.DownwardAPIVolumeFile;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Which files a ConfigMap, Secret, downward API or projected volume has right now. */
final class VolumeFiles {
  private static final int DEFAULT_MODE = 0644;

  private final Pod pod;
  private final String podIp;
  private final ConfigSource config;
  private final Map<String, File> files = new TreeMap<>();

  private VolumeFiles(Pod pod, String podIp, ConfigSource config) {
    this.pod = pod;
    this.podIp = podIp;
    this.config = config;
  }

  /** Empty for a volume of another type; fails when an object that must be there is missing. */
  static Optional<Map<String, File>> of(Volume volume, Pod pod, String podIp, ConfigSource config) {
    var result = new VolumeFiles(pod, podIp, config);
    return result.add(volume) ? Optional.of(result.files) : Optional.empty();
  }

  private boolean add(Volume volume) {
    if (volume.getConfigMap() != null) {
      var source = volume.getConfigMap();
      var mode = source.getDefaultMode();
      addAll(configMap(source.getName(), source.getOptional()), source.getItems(), mode);
    } else if (volume.getSecret() != null) {
      var source = volume.getSecret();
      var mode = source.getDefaultMode();
      addAll(secret(source.getSecretName(), source.getOptional()), source.getItems(), mode);
    } else if (volume.getDownwardAPI() != null) {
      var source = volume.getDownwardAPI();
      source.getItems().forEach(item -> addField(item, source.getDefaultMode()));
    } else if (volume.getProjected() != null) {
      var source = volume.getProjected();
      source.getSources().forEach(part -> addPart(part, source.getDefaultMode()));
    } else {
      return false;
    }
    return true;
  }

  private void addPart(VolumeProjection part, Integer mode) {
    if (part.getConfigMap() != null) {
      var source = part.getConfigMap();
      addAll(configMap(source.getName(), source.getOptional()), source.getItems(), mode);
    } else if (part.getSecret() != null) {
      var source = part.getSecret();
      addAll(secret(source.getName(), source.getOptional()), source.getItems(), mode);
    } else if (part.getDownwardAPI() != null) {
      part.getDownwardAPI().getItems().forEach(item -> addField(item, mode));
    }
  }

  private void addField(DownwardAPIVolumeFile item, Integer mode) {
    if (item.getFieldRef() != null) {
      var value = PodFields.value(pod, item.getFieldRef().getFieldPath(), podIp);
      put(item.getPath(), value.getBytes(StandardCharsets.UTF_8), item.getMode(), mode);
    }
  }

  private void addAll(Map<String, byte[]> entries, List<KeyToPath> items, Integer mode) {
    if (items == null || items.isEmpty()) {
      entries.forEach((key, content) -> put(key, content, null, mode));
      return;
    }
    for (var item : items) {
      var content = entries.get(item.getKey());
      if (content != null) {
        put(item.getPath(), content, item.getMode(), mode);
      } else if (!entries.isEmpty()) {
        throw new ContainerConfigException("references non-existent config key: " + item.getKey());
      }
    }
  }

  private void put(String path, byte[] content, Integer ownMode, Integer defaultMode) {
    var mode =
        Objects.requireNonNullElse(ownMode, Objects.requireNonNullElse(defaultMode, DEFAULT_MODE));
    files.put(path, new File(content, mode));
  }

  private Map<String, byte[]> configMap(String name, Boolean optional) {
    return found(
        "configmap", name, config.configMap(pod.getMetadata().getNamespace(), name), optional);
  }

  private Map<String, byte[]> secret(String name, Boolean optional) {
    return found("secret", name, config.secret(pod.getMetadata().getNamespace(), name), optional);
  }

  private static Map<String, byte[]> found(
      String kind, String name, Optional<Map<String, byte[]>> entries, Boolean optional) {
    if (entries.isEmpty() && !Boolean.TRUE.equals(optional)) {
      throw new ContainerConfigException("%s \"%s\" not found".formatted(kind, name));
    }
    return entries.orElse(Map.of());
  }
}
