package dev.quorate.facts;

import dev.quorate.model.MemberId;
import java.util.Optional;
import java.util.SortedSet;

/**
 * A member's data volume and what is recorded on it.
 *
 * @param formedVersion config version (hex) of the formed record, empty when there is none
 * @param members voters of that configuration
 */
public record ClaimFacts(
    String name,
    MemberId member,
    String uid,
    Optional<String> formedVersion,
    SortedSet<MemberId> members) {

  /** Whether a quorum that included this volume has ever served. */
  public boolean hasFormed() {
    return formedVersion.isPresent();
  }
}
