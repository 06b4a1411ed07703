package dev.quorate.execute;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** Names one object of one cluster. */
public record ObjectKey(String namespace, String kind, String name) {
  public static ObjectKey of(HasMetadata object) {
    return new ObjectKey(
        object.getMetadata().getNamespace(), object.getKind(), object.getMetadata().getName());
  }
}
