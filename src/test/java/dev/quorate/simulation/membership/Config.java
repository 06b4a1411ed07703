package dev.quorate.simulation.membership;

/**
 * A committed membership. Its version is the zxid of its transaction, as ZooKeeper has it: the
 * epoch in the upper half; in the lower half, here, the transaction's place in all history.
 */
record Config(long version, Members voters) {
  private static final int EPOCH_BITS = 32;

  /** The list of a server that knows no committed one. */
  static final Config NONE = new Config(0, Members.NONE);

  static Config at(int epoch, int place, Members voters) {
    return new Config(((long) epoch << EPOCH_BITS) | place, voters);
  }

  /** Which transaction of all history made it. */
  int place() {
    return (int) version;
  }

  Config newer(Config other) {
    return other.version > version ? other : this;
  }
}
