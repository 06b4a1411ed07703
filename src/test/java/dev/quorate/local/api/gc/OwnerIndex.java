package dev.quorate.local.api.gc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.store.Change;
import dev.quorate.local.api.store.Meta;
import dev.quorate.local.api.store.ResourceId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who owns whom, by uid. Kept within the step of each change: an owner that a late reader does not
 * know yet would look like one that is gone.
 */
final class OwnerIndex {
  private final Map<String, ResourceId> present = new HashMap<>();
  private final Map<String, Set<ResourceId>> dependents = new HashMap<>();

  synchronized void apply(Change change) {
    change.previous().ifPresent(p -> forget(change.id(), p));
    if (change.kind() == Change.Kind.DELETED) {
      present.remove(Meta.of(change.object()).uid());
    } else {
      present.put(Meta.of(change.object()).uid(), change.id());
      for (JsonNode owner : Meta.of(change.object()).owners()) {
        dependents.computeIfAbsent(uid(owner), u -> new HashSet<>()).add(change.id());
      }
    }
  }

  /** Where the object with this uid is, if it exists. */
  synchronized Optional<ResourceId> find(String uid) {
    return Optional.ofNullable(present.get(uid));
  }

  synchronized Set<ResourceId> dependentsOf(String uid) {
    return Set.copyOf(dependents.getOrDefault(uid, Set.of()));
  }

  /** An owner counts only when it is cluster-scoped or in the dependent's namespace. */
  boolean exists(JsonNode owner, ResourceId dependent) {
    return find(uid(owner))
        .filter(o -> o.namespace().isEmpty() || o.namespace().equals(dependent.namespace()))
        .isPresent();
  }

  static String uid(JsonNode owner) {
    return owner.path("uid").asText();
  }

  private void forget(ResourceId id, ObjectNode previous) {
    for (JsonNode owner : Meta.of(previous).owners()) {
      Set<ResourceId> of = dependents.getOrDefault(uid(owner), new HashSet<>());
      of.remove(id);
      if (of.isEmpty()) {
        dependents.remove(uid(owner));
      }
    }
  }
}
