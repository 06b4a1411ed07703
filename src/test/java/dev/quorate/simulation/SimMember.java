package dev.quorate.simulation;

import java.util.Optional;

/**
 * One member: its volume, the record on its claim, and its pod.
 *
 * @param recorded whether the claim carries the formed record
 * @param pod empty when there is none
 */
record SimMember(Disk disk, boolean recorded, Optional<SimPod> pod) {

  /**
   * A pod.
   *
   * @param bootstrapFlag as the template said when the pod was made
   * @param stamp whether a first start was made in this pod
   */
  record SimPod(boolean bootstrapFlag, boolean stamp, Vote vote) {}

  /** What the process in the pod does. */
  enum Vote {
    DOWN,
    /** Takes part in elections with what its volume holds. */
    VOTES,
    /** Waits for a leader that brings it up to date; counts for no election. */
    WAITS
  }

  static final SimMember FRESH = new SimMember(Disk.EMPTY, false, Optional.empty());

  SimMember with(Disk newDisk) {
    return new SimMember(newDisk, recorded, pod);
  }

  SimMember withRecord(boolean isRecorded) {
    return new SimMember(disk, isRecorded, pod);
  }

  SimMember with(Optional<SimPod> newPod) {
    return new SimMember(disk, recorded, newPod);
  }

  boolean votes() {
    return pod.map(p -> p.vote() == Vote.VOTES).orElse(false);
  }

  boolean runs() {
    return pod.map(p -> p.vote() != Vote.DOWN).orElse(false);
  }
}
