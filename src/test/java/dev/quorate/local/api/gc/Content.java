package dev.quorate.local.api.gc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.store.GroupResource;
import dev.quorate.local.api.store.Meta;
import dev.quorate.local.api.store.ResourceId;
import dev.quorate.local.api.store.Store;
import dev.quorate.local.api.types.ResourceTypes;
import dev.quorate.local.api.write.Deletions;
import dev.quorate.local.api.write.Namespaces;
import java.util.List;
import java.util.function.Predicate;

/**
 * Empties namespaces and definitions that are being deleted, and lets them go when they are empty.
 */
final class Content {
  private final Store store;
  private final ServerWrites writes;

  Content(Store store, ServerWrites writes) {
    this.store = store;
    this.writes = writes;
  }

  /** Something that may hold content is being deleted. */
  void terminating(ResourceId holder, ObjectNode object) {
    if (holder.type().equals(Namespaces.TYPE)) {
      emptyNamespace(holder);
    } else if (holder.type().equals(ResourceTypes.DEFINITIONS)) {
      emptyDefinition(holder, object);
    }
  }

  /** An object is gone; perhaps its namespace or definition waited for that. */
  void lost(ResourceId id) {
    if (!id.namespace().isEmpty()) {
      again(new ResourceId(Namespaces.TYPE, "", id.namespace()));
    }
    again(new ResourceId(ResourceTypes.DEFINITIONS, "", id.type().qualified()));
  }

  private void again(ResourceId holder) {
    store.find(holder).filter(o -> Meta.of(o).terminating()).ifPresent(o -> terminating(holder, o));
  }

  private void emptyNamespace(ResourceId holder) {
    empty(id -> id.namespace().equals(holder.name()));
    store.find(holder).ifPresent(o -> writes.delete(holder, Meta.of(o).uid()));
  }

  private void emptyDefinition(ResourceId holder, ObjectNode definition) {
    GroupResource instances = ResourceTypes.definedBy(definition);
    if (empty(id -> id.type().equals(instances))) {
      writes.dropFinalizer(holder, Deletions.INSTANCES);
    }
  }

  /** Deletes all; true when nothing is left. */
  private boolean empty(Predicate<ResourceId> inside) {
    List<ResourceId> ids = store.ids(inside);
    for (ResourceId id : ids) {
      store.find(id).ifPresent(o -> writes.delete(id, Meta.of(o).uid()));
    }
    return store.ids(inside).isEmpty();
  }
}
