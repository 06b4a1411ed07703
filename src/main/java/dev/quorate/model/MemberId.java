package dev.quorate.model;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A ZooKeeper server id ({@code myid}). Between 1 and 254, because TTL nodes reserve the byte 255
 * (ZooKeeper administrator's guide, {@code extendedTypesEnabled}; hazard Z21).
 */
public record MemberId(int value) implements Comparable<MemberId> {
  public static final int SMALLEST = 1;
  public static final int LARGEST = 254;

  public MemberId {
    if (value < SMALLEST || value > LARGEST) {
      throw new IllegalArgumentException(
          "a ZooKeeper server id is between 1 and 254, not " + value);
    }
  }

  /** The id of the pod with this ordinal; voters and observers count from different offsets. */
  public static MemberId of(Role role, int ordinal) {
    return new MemberId(ordinal + role.idOffset());
  }

  /** Of the pods with the ordinals from one, inclusive, to another, exclusive. */
  public static List<MemberId> between(Role role, int from, int to) {
    return IntStream.range(from, to).mapToObj(ordinal -> of(role, ordinal)).toList();
  }

  /** The role for which this operator gives out the id. */
  public Role role() {
    return isOurs(Role.OBSERVER) ? Role.OBSERVER : Role.VOTER;
  }

  /** Whether an id this operator gives out for the role. */
  public boolean isOurs(Role role) {
    return role == Role.OBSERVER
        ? value >= Role.OBSERVER.idOffset()
        : value < Role.OBSERVER.idOffset();
  }

  /** The ordinal of the member's pod in the StatefulSet of its role. */
  public int ordinal() {
    return value - role().idOffset();
  }

  @Override
  public int compareTo(MemberId other) {
    return Integer.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Integer.toString(value);
  }
}
