package dev.quorate.local.api.store;

import java.util.Comparator;

/**
 * A resource type without its version: {@code statefulsets} in {@code apps}.
 *
 * @param group empty for the core group
 */
public record GroupResource(String group, String plural) implements Comparable<GroupResource> {
  private static final Comparator<GroupResource> ORDER =
      Comparator.comparing(GroupResource::group).thenComparing(GroupResource::plural);

  /** As error messages name it: {@code configmaps}, {@code statefulsets.apps}. */
  public String qualified() {
    return group.isEmpty() ? plural : plural + "." + group;
  }

  @Override
  public int compareTo(GroupResource other) {
    return ORDER.compare(this, other);
  }
}
