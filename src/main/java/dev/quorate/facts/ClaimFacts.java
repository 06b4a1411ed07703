package dev.quorate.facts;

import dev.quorate.model.MemberId;
import java.util.Optional;
import java.util.SortedSet;

/**
 * A member's data volume and what is recorded on it.
 *
 * @param formedVersion config version (hex) of the formed record, empty when there is none
 * @param members voters of that configuration
 * @param leftVersion config version (hex) in which its member was no longer listed, empty while it
 *     is, and for a volume that never had data
 * @param going whether a volume of the member is being deleted, or will be when its last pod is
 *     gone
 * @param repair the last repair of its member that was begun
 */
public record ClaimFacts(
    String name,
    MemberId member,
    String uid,
    Optional<String> formedVersion,
    SortedSet<MemberId> members,
    Optional<String> leftVersion,
    boolean going,
    Optional<RepairMark> repair) {

  /** Whether a quorum that included this volume has ever served. */
  public boolean hasFormed() {
    return formedVersion.isPresent();
  }
}
