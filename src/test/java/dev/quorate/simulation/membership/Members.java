package dev.quorate.simulation.membership;

import dev.quorate.model.MemberId;
import dev.quorate.model.Role;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** A set of members, bit by ordinal: small, comparable, and cheap to count. */
record Members(int bits) {
  static final Members NONE = new Members(0);

  static Members first(int count) {
    return new Members((1 << count) - 1);
  }

  static Members only(int ordinal) {
    return new Members(1 << ordinal);
  }

  static Members of(Collection<MemberId> ids) {
    return new Members(ids.stream().mapToInt(id -> 1 << id.ordinal()).reduce(0, (a, b) -> a | b));
  }

  SortedSet<MemberId> ids() {
    SortedSet<MemberId> ids = new TreeSet<>();
    ordinals().forEach(ordinal -> ids.add(MemberId.of(Role.VOTER, ordinal)));
    return ids;
  }

  IntStream ordinals() {
    return IntStream.range(0, Integer.SIZE).filter(this::has);
  }

  boolean has(int ordinal) {
    return (bits >> ordinal & 1) == 1;
  }

  int count() {
    return Integer.bitCount(bits);
  }

  boolean isEmpty() {
    return bits == 0;
  }

  Members and(Members others) {
    return new Members(bits & others.bits);
  }

  Members or(Members others) {
    return new Members(bits | others.bits);
  }

  Members with(int ordinal) {
    return new Members(bits | 1 << ordinal);
  }

  Members without(int ordinal) {
    return new Members(bits & ~(1 << ordinal));
  }

  Members minus(Members others) {
    return new Members(bits & ~others.bits);
  }

  boolean isIn(Members others) {
    return minus(others).isEmpty();
  }

  /** Whether these are more than half of some voters. */
  boolean decideFor(Members voters) {
    return and(voters).count() > voters.count() / 2;
  }

  /** How many pods a StatefulSet needs so that all of these have one. */
  int pods() {
    return Integer.SIZE - Integer.numberOfLeadingZeros(bits);
  }

  @Override
  public String toString() {
    return ids().toString();
  }
}
