package dev.quorate.facts;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.util.List;

/**
 * The StatefulSet that makes the members of one role.
 *
 * @param replicas how many pods it makes
 * @param claimTemplates they cannot be changed in place
 */
public record MemberSet(int replicas, List<PersistentVolumeClaim> claimTemplates) {
  public MemberSet {
    claimTemplates = List.copyOf(claimTemplates);
  }
}
