package dev.quorate.simulation.membership;

import java.util.Optional;

/**
 * One name: its volume, the record on its claim, and its pod.
 *
 * @param uid of the next thing that is made under this name; the same again after a while
 */
record Member(int uid, Optional<Claim> claim, Disk disk, Optional<Pod> pod) {
  private static final int UIDS = 8;

  /**
   * A claim.
   *
   * @param uid claims of one name differ in it
   * @param formed config version in which its member is current; 0: no record
   * @param members voters of that configuration
   * @param left config version in which its member had left; 0: no record
   * @param going whether it is deleted as soon as its pod has gone
   */
  record Claim(int uid, long formed, Members members, long left, boolean going) {}

  /**
   * A pod.
   *
   * @param uid pods of one name differ in it
   * @param template that it was made from
   */
  record Pod(int uid, Going going, Mode mode, int template) {
    Pod as(Mode newMode) {
      return new Pod(uid, going, newMode, template);
    }

    boolean terminating() {
      return going != Going.NOT;
    }
  }

  /** Whether a pod is terminating, and what for. */
  enum Going {
    NOT,
    /** It was evicted, and another one is made. */
    TO_RESTART,
    /** There are too many. */
    FOR_GOOD
  }

  /** What the process in a pod does. */
  enum Mode {
    DOWN,
    /** Looks for a leader, with the membership list and itself without a vote. */
    JOINING,
    /** Looks for a leader, with the list on its volume. */
    LOOKING,
    /** Follows the leader and acknowledges what it proposes, with or without a vote. */
    FOLLOWING,
    LEADING,
    /** Leads in its own eyes: it is cut off, nobody follows it, and it has not noticed yet. */
    DEPOSED;

    /** Whether the server says so, which is what its pod's readiness is. */
    boolean serves() {
      return this == FOLLOWING || this == LEADING || this == DEPOSED;
    }
  }

  static final Member NOBODY = new Member(1, Optional.empty(), Disk.EMPTY, Optional.empty());

  Mode mode() {
    return pod.map(Pod::mode).orElse(Mode.DOWN);
  }

  Member as(Mode mode) {
    return new Member(uid, claim, disk, pod.map(p -> p.as(mode)));
  }

  Member with(Disk newDisk) {
    return new Member(uid, claim, newDisk, pod);
  }

  Member with(Optional<Claim> newClaim) {
    return new Member(uid, newClaim, disk, pod);
  }

  Member withPod(Optional<Pod> newPod) {
    return new Member(uid, claim, disk, newPod);
  }

  /** A new pod, on a new volume when there is none. */
  Member made(int template) {
    var volume = claim.orElse(new Claim(uid, 0, Members.NONE, 0, false));
    return new Member(
        (uid + 1) % UIDS,
        Optional.of(volume),
        claim.isPresent() ? disk : Disk.EMPTY,
        Optional.of(new Pod(uid, Going.NOT, Mode.DOWN, template)));
  }

  /** Its pod is one too many. */
  Member leaving(boolean claimGoes) {
    return new Member(
        uid,
        claim.map(c -> new Claim(c.uid(), c.formed(), c.members(), c.left(), claimGoes)),
        disk,
        going(Going.FOR_GOOD));
  }

  Member evicted() {
    return withPod(going(Going.TO_RESTART));
  }

  private Optional<Pod> going(Going what) {
    return pod.map(p -> new Pod(p.uid(), what, p.mode(), p.template()));
  }

  /** Its volume is replaced by an empty one, on which nothing is recorded. */
  Member withNewVolume() {
    return new Member(
        (uid + 1) % UIDS,
        Optional.of(new Claim(uid, 0, Members.NONE, 0, false)),
        Disk.EMPTY,
        pod.map(p -> p.as(Mode.DOWN)));
  }
}
