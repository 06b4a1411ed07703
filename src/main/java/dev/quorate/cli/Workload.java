package dev.quorate.cli;

import java.util.Optional;

/**
 * How much a run of the benchmark asks of an ensemble: bounded, so that a slip of the finger harms
 * nobody, and that a run which is forgotten ends.
 *
 * @param rate requests per second, of all clients together
 * @param reads percent of the requests; the others are writes
 * @param size bytes in each node
 * @param nodes that are read and written
 */
record Workload(int seconds, int clients, int rate, int reads, int size, int nodes) {
  static final int MOST_SECONDS = 600;
  static final int MOST_CLIENTS = 64;
  static final int MOST_RATE = 10_000;
  static final int MOST_SIZE = 64 * 1024;
  static final int MOST_NODES = 1_000;

  /** What a member may have to write into its log for one run, in bytes. */
  static final long MOST_WRITTEN = 512L << 20;

  /** What comes with the data of a write: the header of the transaction, path, statistics. */
  private static final int OVERHEAD = 200;

  private static final int PERCENT = 100;

  /** ZooKeeper's own limit of a request where none is configured (administrator's guide). */
  private static final String DEFAULT_BUFFER = "0xfffff";

  private static final int BESIDE_DATA = 1024;

  /** Requests that count; those of the warm-up come before. */
  long requests() {
    return (long) rate * seconds;
  }

  /** At most so many bytes come into the log of every member. */
  long written() {
    return requests() * (PERCENT - reads) / PERCENT * (size + OVERHEAD)
        + (long) nodes * (size + OVERHEAD);
  }

  /** Why it writes too much; empty when it does not. */
  Optional<String> tooMuch() {
    return written() <= MOST_WRITTEN
        ? Optional.empty()
        : Optional.of(
            "--rate %d with --size %d and --reads %d%% would write %s into the log of every member within %d s, and %s is the most that a run may write; write --rate %d."
                .formatted(
                    rate,
                    size,
                    reads,
                    Amounts.bytes((double) written()),
                    seconds,
                    Amounts.bytes((double) MOST_WRITTEN),
                    rateFor(MOST_WRITTEN)));
  }

  /** With which rate no more than so many bytes are written. */
  int rateFor(long bytes) {
    long writes = (bytes - (long) nodes * (size + OVERHEAD)) / (size + OVERHEAD);
    return Math.clamp(writes * PERCENT / Math.max(1, PERCENT - reads) / seconds, 1, rate);
  }

  /**
   * Why a member would not take nodes of this size; empty when it would.
   *
   * @param configured jute.maxbuffer of the ensemble; null where it is ZooKeeper's own
   */
  Optional<String> tooLargeFor(String configured) {
    String buffer = configured == null ? DEFAULT_BUFFER : configured;
    try {
      long limit = Long.decode(buffer.strip());
      return size + BESIDE_DATA <= limit
          ? Optional.empty()
          : Optional.of(
              "--size %d does not fit into a request: jute.maxbuffer of the ensemble is %d, and %d bytes of that are needed for the rest; write %s."
                  .formatted(
                      size,
                      limit,
                      BESIDE_DATA,
                      limit > BESIDE_DATA
                          ? "--size " + (limit - BESIDE_DATA)
                          : "a larger jute.maxbuffer into spec.config"));
    } catch (NumberFormatException _) {
      return Optional.of(
          "spec.config has %s as jute.maxbuffer, which is no number, so it is not known whether nodes of --size %d fit into a request; write a number there."
              .formatted(buffer, size));
    }
  }
}
