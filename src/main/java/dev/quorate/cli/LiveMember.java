package dev.quorate.cli;

import dev.quorate.zookeeper.SrvrReport.Latency;
import dev.quorate.zookeeper.SrvrReport.Mode;
import java.util.OptionalDouble;

/**
 * What a member itself said just now.
 *
 * @param connections of clients, without the one that asked
 * @param data bytes of snapshots, and of the log when it has no volume of its own
 * @param log bytes of the transaction log
 */
record LiveMember(
    Mode mode,
    long zxid,
    Latency latency,
    long connections,
    long outstanding,
    OptionalDouble data,
    OptionalDouble log) {
  private static final int COUNTER_BITS = 32;

  boolean leads() {
    return mode == Mode.LEADER || mode == Mode.STANDALONE;
  }

  /** Which leader's transaction it has processed last. */
  long epoch() {
    return zxid >>> COUNTER_BITS;
  }

  /** How many transactions of the same epoch another one has processed that it has not. */
  long behind(LiveMember other) {
    return Math.max(0, other.zxid - zxid);
  }
}
