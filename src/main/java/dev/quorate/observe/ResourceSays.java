package dev.quorate.observe;

import java.util.List;
import java.util.Set;

/**
 * What has to be known of the resource before anything else is looked at.
 *
 * @param formed whether its status carries the formed record
 * @param observers whether it asks for observers
 * @param withoutPod pods that were missing when its status was written
 * @param publishedOutline of the plan in its status; empty when there is none
 */
public record ResourceSays(
    boolean formed, boolean observers, Set<String> withoutPod, List<String> publishedOutline) {
  public ResourceSays {
    withoutPod = Set.copyOf(withoutPod);
    publishedOutline = List.copyOf(publishedOutline);
  }
}
