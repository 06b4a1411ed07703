package dev.quorate.facts;

import dev.quorate.model.MemberId;
import io.fabric8.kubernetes.api.model.Quantity;
import java.time.Instant;
import java.util.Optional;

/**
 * A claim of a member, and how far its growth is.
 *
 * @param template the claim template that it was made from
 * @param storageClass empty when it names none
 * @param requested what it asks for
 * @param capacity what the volume really has, empty while it is not bound
 */
public record VolumeFacts(
    MemberId member,
    String template,
    String claim,
    String uid,
    String resourceVersion,
    Optional<String> storageClass,
    Quantity requested,
    Optional<Quantity> capacity,
    Growth growth) {

  /**
   * What Kubernetes says of a growth under way.
   *
   * @param waitsForNodeSince the volume has grown, and its file system has not yet: a node does
   *     that while the pod runs, or when it starts
   * @param error why the last attempt failed
   * @param infeasible whether nothing is attempted any more
   */
  public record Growth(
      Optional<Instant> waitsForNodeSince, Optional<String> error, boolean infeasible) {

    /** Nothing is said. */
    public static Growth none() {
      return new Growth(Optional.empty(), Optional.empty(), false);
    }
  }
}
