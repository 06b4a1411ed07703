package dev.quorate.local.api.store;

import java.util.Comparator;

/**
 * Where an object lives in the store.
 *
 * @param namespace empty for cluster-scoped types
 */
public record ResourceId(GroupResource type, String namespace, String name)
    implements Comparable<ResourceId> {
  private static final Comparator<ResourceId> ORDER =
      Comparator.comparing(ResourceId::type)
          .thenComparing(ResourceId::namespace)
          .thenComparing(ResourceId::name);

  @Override
  public int compareTo(ResourceId other) {
    return ORDER.compare(this, other);
  }
}
