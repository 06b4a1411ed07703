package dev.quorate.reconcile;

import dev.quorate.plan.Turn;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Which clusters may be changed now? At most so many at the same time, in the order in which they
 * asked. Kept in memory: only one replica acts, and one that takes over asks again before each next
 * member. Who is not heard of for long ({@link #LAPSES}) loses its turn or its place.
 */
final class Turns {
  /** Longer than any retry waits, so that no cluster loses its turn by one refused request. */
  static final Duration LAPSES = Duration.ofMinutes(10);

  private final int limit;
  private final LongSupplier nanos;
  private final Map<ResourceID, Long> holders = new LinkedHashMap<>();
  private final Map<ResourceID, Long> waiting = new LinkedHashMap<>();

  /**
   * @param nanos monotonic clock
   */
  Turns(int limit, LongSupplier nanos) {
    this.limit = limit;
    this.nanos = nanos;
  }

  /** Without asking for one. */
  synchronized Turn of(ResourceID id) {
    holders.computeIfPresent(id, (_, _) -> nanos.getAsLong());
    return turn(id);
  }

  /** Takes a turn if one is free and nobody was earlier; else the cluster has a place now. */
  synchronized Turn ask(ResourceID id) {
    long now = nanos.getAsLong();
    holders.values().removeIf(heard -> now - heard > LAPSES.toNanos());
    waiting.values().removeIf(heard -> now - heard > LAPSES.toNanos());
    if (!holders.containsKey(id)) {
      waiting.put(id, now);
      if (place(id) < limit - holders.size()) {
        waiting.remove(id);
        holders.put(id, now);
      }
    }
    return turn(id);
  }

  /**
   * After a pass.
   *
   * @param waits whether it still wants a turn
   * @param changes whether it is still being changed, if it has one
   */
  synchronized void passed(ResourceID id, boolean waits, boolean changes) {
    if (!waits) {
      waiting.remove(id);
    }
    if (!changes) {
      holders.remove(id);
    }
  }

  /** A cluster is gone. */
  void forget(ResourceID id) {
    passed(id, false, false);
  }

  /** How many have a turn. */
  synchronized int taken() {
    return holders.size();
  }

  private Turn turn(ResourceID id) {
    return holders.containsKey(id)
        ? Turn.mine()
        : new Turn.Awaited(
            limit, holders.keySet().stream().map(Turns::name).sorted().toList(), place(id) == 0);
  }

  private int place(ResourceID id) {
    List<ResourceID> order = new ArrayList<>(waiting.keySet());
    return order.indexOf(id);
  }

  private static String name(ResourceID id) {
    return id.getNamespace().map(namespace -> namespace + "/").orElse("") + id.getName();
  }
}
