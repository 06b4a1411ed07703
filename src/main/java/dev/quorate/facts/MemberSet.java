package dev.quorate.facts;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.util.List;
import java.util.Optional;

/**
 * The StatefulSet that makes the members of one role.
 *
 * @param replicas how many pods it makes
 * @param claimTemplates they cannot be changed in place
 * @param volumes of the members that it makes, as far as they exist
 * @param template what it makes pods from; empty for one that is only imagined
 */
public record MemberSet(
    Identity identity,
    int replicas,
    List<PersistentVolumeClaim> claimTemplates,
    List<VolumeFacts> volumes,
    Optional<SetTemplate> template) {
  public MemberSet {
    claimTemplates = List.copyOf(claimTemplates);
    volumes = List.copyOf(volumes);
  }

  /** Of which nobody asks what it makes pods from. */
  public MemberSet(
      Identity identity,
      int replicas,
      List<PersistentVolumeClaim> claimTemplates,
      List<VolumeFacts> volumes) {
    this(identity, replicas, claimTemplates, volumes, Optional.empty());
  }

  /**
   * Which StatefulSet was seen, in which version.
   *
   * @param terminating it is on its way out, and its controller has let go of the pods
   */
  public record Identity(String uid, String resourceVersion, boolean terminating) {}
}
