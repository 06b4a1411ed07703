package dev.quorate.local.api.gc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.request.ApiError;
import dev.quorate.local.api.store.Change;
import dev.quorate.local.api.store.Meta;
import dev.quorate.local.api.store.ResourceId;
import dev.quorate.local.api.store.Store;
import dev.quorate.local.api.store.Subscription;
import dev.quorate.local.api.types.ResourceTypes;
import dev.quorate.local.api.write.Deletions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows all changes and deletes what lost its last owner, its namespace or its definition. Works
 * behind the writers on a thread of its own, as the real garbage collector does, so that clients
 * see the moments in between.
 */
public final class Collector implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Collector.class);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private final Store store;
  private final ServerWrites writes;
  private final Content content;
  private final OwnerIndex index = new OwnerIndex();
  private final Thread thread;

  Collector(Store store, ResourceTypes types) {
    this.store = store;
    this.writes = new ServerWrites(store, types);
    this.content = new Content(store, writes);
    store.listen(index::apply);
    this.thread = Thread.ofVirtual().name("api-collector").unstarted(this::follow);
  }

  /** Starts to follow a store that is still empty. */
  public static Collector start(Store store, ResourceTypes types) {
    var collector = new Collector(store, types);
    collector.thread.start();
    return collector;
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void follow() {
    try (Subscription changes = store.subscribe(id -> true, Store.BEGINNING)) {
      while (true) {
        Optional<Change> change = changes.next(PATIENCE);
        change.ifPresent(this::handle);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Takes a change as a sign that something may have lost its owner; judges what is there now. */
  void handle(Change change) {
    try {
      if (change.kind() == Change.Kind.DELETED) {
        deleted(change);
      } else {
        store.find(change.id()).ifPresent(object -> present(change.id(), object));
      }
    } catch (ApiError e) {
      LOG.debug("left for the next change: {}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("after {} of {}", change.kind(), change.id(), e);
    }
  }

  private void deleted(Change change) {
    index.dependentsOf(Meta.of(change.object()).uid()).forEach(this::deleteIfUnowned);
    for (JsonNode owner : Meta.of(change.object()).owners()) {
      index.find(OwnerIndex.uid(owner)).ifPresent(this::continueForeground);
    }
    content.lost(change.id());
  }

  private void present(ResourceId id, ObjectNode object) {
    Meta meta = Meta.of(object);
    if (!meta.owners().isEmpty()) {
      deleteIfUnowned(id);
    }
    if (!meta.terminating()) {
      return;
    }
    if (meta.finalizers().contains(Deletions.ORPHAN)) {
      orphan(id, meta.uid());
    }
    continueForeground(id);
    content.terminating(id, object);
  }

  /** In one step, so that nobody can join an owner that is being let go. */
  private void orphan(ResourceId id, String uid) {
    store.atomically(() -> {
      index.dependentsOf(uid).forEach(dependent -> writes.disown(dependent, uid));
      writes.dropFinalizer(id, Deletions.ORPHAN);
      return null;
    });
  }

  private void deleteIfUnowned(ResourceId id) {
    Optional<ObjectNode> dependent = store.find(id);
    if (dependent.isEmpty() || Meta.of(dependent.get()).terminating()) {
      return;
    }
    List<JsonNode> owners = Meta.of(dependent.get()).owners();
    List<JsonNode> gone = owners.stream().filter(o -> !index.exists(o, id)).toList();
    if (gone.stream().anyMatch(o -> !writes.knowsKindOf(o))) {
      return;
    }
    if (!owners.isEmpty() && gone.size() == owners.size()) {
      writes.delete(id, Meta.of(dependent.get()).uid());
    } else {
      gone.forEach(o -> writes.disown(id, OwnerIndex.uid(o)));
    }
  }

  /** The owner waits for those dependents that say that they block it. */
  private void continueForeground(ResourceId id) {
    Optional<Meta> owner = store.find(id).map(Meta::of).filter(Meta::terminating);
    if (owner.isEmpty() || !owner.get().finalizers().contains(Deletions.FOREGROUND)) {
      return;
    }
    String uid = owner.get().uid();
    boolean blocked = false;
    for (ResourceId dependent : index.dependentsOf(uid)) {
      Optional<Meta> meta = store.find(dependent).map(Meta::of);
      if (meta.isPresent()) {
        writes.delete(dependent, meta.get().uid());
        blocked |= blocks(meta.get(), uid) && store.find(dependent).isPresent();
      }
    }
    if (!blocked) {
      writes.dropFinalizer(id, Deletions.FOREGROUND);
    }
  }

  private static boolean blocks(Meta dependent, String owner) {
    return dependent.owners().stream()
        .filter(o -> OwnerIndex.uid(o).equals(owner))
        .anyMatch(o -> o.path("blockOwnerDeletion").asBoolean());
  }
}
