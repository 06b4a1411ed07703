package dev.quorate.local.api.gc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.request.DeleteOptions;
import dev.quorate.local.api.request.Target;
import dev.quorate.local.api.request.WriteOptions;
import dev.quorate.local.api.store.Meta;
import dev.quorate.local.api.store.ResourceId;
import dev.quorate.local.api.store.Store;
import dev.quorate.local.api.types.ResourceType;
import dev.quorate.local.api.types.ResourceTypes;
import dev.quorate.local.api.write.Deletions;
import dev.quorate.local.api.write.Writes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The few writes that the server's own controllers make; to an object that is gone they do nothing.
 */
final class ServerWrites {
  private static final WriteOptions OPTIONS =
      new WriteOptions(false, "kube-controller-manager", "Ignore", false);
  private final Store store;
  private final ResourceTypes types;
  private final Writes writes;
  private final Deletions deletions;

  ServerWrites(Store store, ResourceTypes types) {
    this.store = store;
    this.types = types;
    this.writes = new Writes(store);
    this.deletions = new Deletions(store);
  }

  boolean knowsKindOf(JsonNode owner) {
    return types.byKind(owner.path("apiVersion").asText(), owner.path("kind").asText()).isPresent();
  }

  /** Deletes exactly this incarnation, in the background. */
  void delete(ResourceId id, String uid) {
    store.atomically(() ->
        store
            .find(id)
            .filter(o -> Meta.of(o).uid().equals(uid))
            .map(o -> deletions.delete(target(id), DeleteOptions.BACKGROUND)));
  }

  void dropFinalizer(ResourceId id, String finalizer) {
    change(
        id,
        object -> {
          List<String> finalizers = new ArrayList<>(Meta.of(object).finalizers());
          finalizers.remove(finalizer);
          Meta.of(object).finalizers(finalizers);
        });
  }

  void disown(ResourceId id, String owner) {
    change(
        id,
        object -> {
          if (Meta.of(object).node().get("ownerReferences") instanceof ArrayNode owners) {
            owners.removeIf(o -> OwnerIndex.uid(o).equals(owner));
            if (owners.isEmpty()) {
              Meta.of(object).node().remove("ownerReferences");
            }
          }
        });
  }

  private void change(ResourceId id, Consumer<ObjectNode> change) {
    store.atomically(() ->
        store
            .find(id)
            .map(found ->
                writes.update(
                    target(id),
                    live -> {
                      change.accept(live);
                      return live;
                    },
                    OPTIONS)));
  }

  private Target target(ResourceId id) {
    Optional<ResourceType> type = types.byResource(id.type());
    return type.map(t -> new Target(t, t.versions().getFirst(), id.namespace(), id.name(), ""))
        .orElseThrow(() -> new IllegalStateException("no type for " + id));
  }
}
