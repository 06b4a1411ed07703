package dev.quorate.local.api.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * All objects, linearised by one lock. Stored trees are shared with readers and never modified:
 * whoever wants to change one copies it first.
 */
public final class Store {
  /** The revision of the empty store; what clients may remember from before is too old. */
  public static final long BEGINNING = 1000;

  private static final int HISTORY = 20_000;
  private final ReentrantLock lock = new ReentrantLock();
  private final NavigableMap<ResourceId, ObjectNode> objects = new TreeMap<>();
  private final Deque<Change> history = new ArrayDeque<>();
  private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();
  private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();
  private long revision = BEGINNING;
  private long forgotten = BEGINNING;

  /** Runs a read-check-write as one step. */
  public <T> T atomically(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  /** Called within the same step as the change; must be quick and must not write. */
  public void listen(Consumer<Change> listener) {
    listeners.add(listener);
  }

  /** The current state of an object, shared. */
  public Optional<ObjectNode> find(ResourceId id) {
    return atomically(() -> Optional.ofNullable(objects.get(id)));
  }

  /** All objects of a type in a namespace, or in all when it is empty; in order of their names. */
  public List<ObjectNode> list(GroupResource type, String namespace) {
    return atomically(() -> {
      List<ObjectNode> found = new ArrayList<>();
      for (var entry : objects.tailMap(new ResourceId(type, namespace, "")).entrySet()) {
        if (!isIn(entry.getKey(), type, namespace)) {
          break;
        }
        found.add(entry.getValue());
      }
      return found;
    });
  }

  /** All identities that match, of any type. */
  public List<ResourceId> ids(Predicate<ResourceId> wanted) {
    return atomically(() -> objects.keySet().stream().filter(wanted).toList());
  }

  /** The revision of the newest change. */
  public long revision() {
    return atomically(() -> revision);
  }

  /** Creates or replaces; returns the stored tree, which carries its new resourceVersion. */
  public ObjectNode save(ResourceId id, ObjectNode object) {
    return atomically(() -> {
      ObjectNode stored = stamped(object);
      Optional<ObjectNode> previous = Optional.ofNullable(objects.put(id, stored));
      var kind = previous.isPresent() ? Change.Kind.MODIFIED : Change.Kind.ADDED;
      publish(new Change(revision, kind, id, stored, previous));
      return stored;
    });
  }

  /** Removes an object that is there; its last state is published. */
  public ObjectNode remove(ResourceId id, ObjectNode lastState) {
    return atomically(() -> {
      Optional<ObjectNode> previous = Optional.ofNullable(objects.remove(id));
      ObjectNode stamped = stamped(lastState);
      publish(new Change(revision, Change.Kind.DELETED, id, stamped, previous));
      return stamped;
    });
  }

  /**
   * Everything after a revision.
   *
   * @throws RevisionForgotten when the history does not reach back that far
   */
  public Subscription subscribe(Predicate<ResourceId> wanted, long after) {
    return atomically(() -> {
      if (after < forgotten) {
        throw new RevisionForgotten(after, forgotten);
      }
      var subscription = new Subscription(wanted, subscriptions::remove);
      history.stream().filter(c -> c.revision() > after).forEach(subscription::offer);
      subscriptions.add(subscription);
      return subscription;
    });
  }

  /** Forgets the history, as etcd's compaction does: older watches get 410. */
  public void compact() {
    atomically(() -> {
      history.clear();
      forgotten = revision;
      return revision;
    });
  }

  private static boolean isIn(ResourceId id, GroupResource type, String namespace) {
    return id.type().equals(type) && (namespace.isEmpty() || id.namespace().equals(namespace));
  }

  private ObjectNode stamped(ObjectNode object) {
    revision++;
    ObjectNode stamped = object.deepCopy();
    stamped.withObject("/metadata").put("resourceVersion", Long.toString(revision));
    return stamped;
  }

  private void publish(Change change) {
    history.addLast(change);
    if (history.size() > HISTORY) {
      forgotten = history.removeFirst().revision();
    }
    listeners.forEach(l -> l.accept(change));
    subscriptions.forEach(s -> s.offer(change));
  }
}
