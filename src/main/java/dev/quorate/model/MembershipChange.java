package dev.quorate.model;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * An incremental reconfiguration. A member that is already listed joins again to change its role or
 * its addresses; joining unchanged commits a new version all the same, so compare first.
 */
public record MembershipChange(List<ServerLine> joining, SortedSet<MemberId> leaving) {

  public MembershipChange {
    joining = List.copyOf(joining);
    leaving = Collections.unmodifiableSortedSet(new TreeSet<>(leaving));
    if (joining.isEmpty() && leaving.isEmpty()) {
      throw new IllegalArgumentException("a membership change that changes nothing");
    }
  }

  /** One member joins, or takes another role. */
  public static MembershipChange join(ServerLine member) {
    return new MembershipChange(List.of(member), Collections.emptySortedSet());
  }

  /** One member leaves. */
  public static MembershipChange leave(MemberId member) {
    return new MembershipChange(List.of(), new TreeSet<>(List.of(member)));
  }
}
