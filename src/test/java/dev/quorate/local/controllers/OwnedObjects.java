package dev.quorate.local.controllers;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/** Changes who owns an object, and only while it is still the object that was read. */
final class OwnedObjects {
  private final KubernetesClient client;
  private final MergePatch patch;

  OwnedObjects(KubernetesClient client) {
    this.client = client;
    this.patch = new MergePatch(client);
  }

  static boolean isOwned(HasMetadata object, String uid) {
    return object.getMetadata().getOwnerReferences().stream().anyMatch(o -> o.getUid().equals(uid));
  }

  static boolean isControlledBy(HasMetadata object, HasMetadata controller) {
    return object.getMetadata().getOwnerReferences().stream()
        .anyMatch(o ->
            Boolean.TRUE.equals(o.getController())
                && o.getUid().equals(controller.getMetadata().getUid()));
  }

  static boolean isOrphan(HasMetadata object) {
    return object.getMetadata().getOwnerReferences().stream()
        .noneMatch(o -> Boolean.TRUE.equals(o.getController()));
  }

  /** The object of now, asked of the API server because caches are old; empty when it is gone. */
  Optional<HasMetadata> current(HasMetadata object) {
    return Optional.<HasMetadata>ofNullable(client.resource(object).get())
        .filter(now -> now.getMetadata().getUid().equals(object.getMetadata().getUid()));
  }

  void adopt(HasMetadata object, HasMetadata controller) {
    add(object, Revisions.owner(controller));
  }

  void add(HasMetadata object, OwnerReference owner) {
    var owners = new ArrayList<>(object.getMetadata().getOwnerReferences());
    owners.add(owner);
    replace(object, owners);
  }

  void remove(HasMetadata object, Predicate<OwnerReference> which) {
    var owners = object.getMetadata().getOwnerReferences();
    var kept = owners.stream().filter(Predicate.not(which)).toList();
    if (!Objects.equals(owners, kept)) {
      replace(object, kept);
    }
  }

  private void replace(HasMetadata object, List<OwnerReference> owners) {
    patch.setMetadata(object, "ownerReferences", owners);
  }
}
