package dev.quorate.local.controllers;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** Where an object lives; the namespace is empty for cluster-scoped objects. */
public record ObjectKey(String namespace, String name) {

  /** The key of an object that has a name. */
  public static ObjectKey of(HasMetadata object) {
    var namespace = object.getMetadata().getNamespace();
    return new ObjectKey(namespace == null ? "" : namespace, object.getMetadata().getName());
  }

  @Override
  public String toString() {
    return namespace.isEmpty() ? name : namespace + "/" + name;
  }
}
