package dev.quorate.observe;

import dev.quorate.model.Labels;
import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the caches keep of an object: what a pass reads of it. The greater part of an object is the
 * record of who owns which field, and of that only the operator's own is ever compared.
 */
public final class Kept {
  private Kept() {}

  /** The same object, with less in it. */
  public static <R extends HasMetadata> R of(R object) {
    var meta = object.getMetadata();
    meta.setManagedFields(
        meta.getManagedFields().stream().filter(Kept::isOurs).map(Kept::compact).toList());
    if (object instanceof Pod pod && pod.getSpec() != null) {
      pod.setSpec(spec(pod.getSpec()));
    }
    return object;
  }

  private static boolean isOurs(ManagedFieldsEntry entry) {
    return Labels.MANAGER.equals(entry.getManager()) && entry.getSubresource() == null;
  }

  private static ManagedFieldsEntry compact(ManagedFieldsEntry entry) {
    if (entry.getFieldsV1() != null) {
      var fields = new FieldsV1();
      fields.setAdditionalProperties(compact(entry.getFieldsV1().getAdditionalProperties()));
      entry.setFieldsV1(fields);
    }
    return entry;
  }

  /** Most of the maps are empty, and all of those are one. */
  private static Map<String, Object> compact(Map<?, ?> fields) {
    if (fields.isEmpty()) {
      return Map.of();
    }
    Map<String, Object> copy = LinkedHashMap.newLinkedHashMap(fields.size());
    fields.forEach((key, value) ->
        copy.put((String) key, value instanceof Map<?, ?> map ? compact(map) : value));
    return copy;
  }

  private static PodSpec spec(PodSpec spec) {
    return new PodSpecBuilder()
        .withNodeName(spec.getNodeName())
        .withVolumes(spec.getVolumes().stream().filter(v -> v.getConfigMap() != null).toList())
        .build();
  }
}
