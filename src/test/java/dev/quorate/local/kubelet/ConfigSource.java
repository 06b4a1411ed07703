package dev.quorate.local.kubelet;

import dev.quorate.local.controllers.ClusterInformers;
import dev.quorate.local.controllers.ObjectKey;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the entries of ConfigMaps and Secrets as bytes. */
record ConfigSource(ClusterInformers cluster) {

  /** The entries, or empty when there is no such ConfigMap. */
  Optional<Map<String, byte[]>> configMap(String namespace, String name) {
    return Optional.ofNullable(cluster.get(ConfigMap.class, new ObjectKey(namespace, name)))
        .map(ConfigSource::entries);
  }

  /** The entries, or empty when there is no such Secret. */
  Optional<Map<String, byte[]>> secret(String namespace, String name) {
    return Optional.ofNullable(cluster.get(Secret.class, new ObjectKey(namespace, name)))
        .map(secret -> decoded(secret.getData()));
  }

  private static Map<String, byte[]> entries(ConfigMap map) {
    var entries = decoded(map.getBinaryData());
    if (map.getData() != null) {
      map.getData().forEach((key, v) -> entries.put(key, v.getBytes(StandardCharsets.UTF_8)));
    }
    return entries;
  }

  private static Map<String, byte[]> decoded(Map<String, String> data) {
    Map<String, byte[]> entries = new TreeMap<>();
    if (data != null) {
      data.forEach((key, value) -> entries.put(key, Base64.getDecoder().decode(value)));
    }
    return entries;
  }
}
