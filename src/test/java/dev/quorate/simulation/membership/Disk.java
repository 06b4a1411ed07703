package dev.quorate.simulation.membership;

import java.util.Optional;

/**
 * What is on a member's volume. Everything that was ever committed is one sequence, so a server's
 * history is how much of it is there, and at most one proposal that nobody has committed.
 *
 * @param data whether there is a database at all; without one a server is ignored in elections
 * @param epoch of the leader that brought it up to date last
 * @param has how many of the committed transactions it has, from the first
 * @param tail a proposal after them that was not committed
 * @param list the newest list of servers that ZooKeeper wrote there
 * @param joiner whether its last start was one without a vote
 * @param left whether its pod was taken away because its member had left
 */
record Disk(
    boolean data,
    int epoch,
    int has,
    Optional<Proposal> tail,
    Config list,
    boolean joiner,
    boolean left) {

  /** A proposal: a client's write, or a new membership. */
  record Proposal(Optional<Config> config) {}

  static final Disk EMPTY = new Disk(false, 0, 0, Optional.empty(), Config.NONE, false, false);

  /** Elections prefer the newer epoch, then the longer history. */
  long rank() {
    return ((long) epoch << 32) + has + (tail.isPresent() ? 1 : 0);
  }

  /** What the leader sends to a follower: afterwards it has what the leader has. */
  Disk syncedWith(Disk leader) {
    return new Disk(true, leader.epoch, leader.has, Optional.empty(), leader.list, joiner, false);
  }

  /** A transaction was committed, and it is the last of this many. */
  Disk committed(int history, Config known) {
    return new Disk(true, epoch, history, Optional.empty(), list.newer(known), joiner, left);
  }

  Disk proposed(Proposal proposal) {
    return new Disk(data, epoch, has, Optional.of(proposal), list, joiner, left);
  }

  Disk leads(int newEpoch) {
    return new Disk(data, newEpoch, has, tail, list, joiner, left);
  }

  Disk startedAsJoiner(boolean isJoiner) {
    return new Disk(data, epoch, has, tail, list, isJoiner, left);
  }

  Disk leftBehind() {
    return new Disk(data, epoch, has, tail, list, joiner, true);
  }
}
