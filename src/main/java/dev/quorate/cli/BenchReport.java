package dev.quorate.cli;

import java.util.List;
import java.util.Map;

/**
 * What a run has measured, also for programs. Times are milliseconds.
 *
 * @param clients how many of each member, by its pod
 * @param forwarded whether requests went through the Kubernetes API
 * @param lasted seconds that count
 * @param planned requests that were due in that time
 * @param stopped why it ended early; empty when it did not
 * @param left what could not be removed, with the reason
 */
record BenchReport(
    String namespace,
    String name,
    Workload workload,
    Map<String, Integer> clients,
    boolean forwarded,
    double lasted,
    long planned,
    Sums reads,
    Sums writes,
    List<Share> shares,
    List<Span> course,
    List<String> stopped,
    List<String> left) {
  private static final double UNNOTICED = 0.01;

  /**
   * Requests of one kind.
   *
   * @param fromDue from when each was due until its answer; null when none was answered
   * @param fromSending from when a client was free for it
   */
  record Sums(long done, long failed, double perSecond, Times fromDue, Times fromSending) {}

  /** How long answers took. */
  record Times(double min, double median, double p95, double p99, double max) {}

  /**
   * How many took how long.
   *
   * @param upTo and longer than the one before
   */
  record Share(double upTo, long reads, long writes) {}

  /** A part of the time, from a second to another one. */
  record Span(int from, int to, double perSecond, double slowest) {}

  /** Whether it was done to the end, and nothing is left of it. */
  boolean isWhole() {
    return stopped.isEmpty() && left.isEmpty();
  }

  /** Requests for which no client was free before the end. */
  long notSent() {
    return Math.max(0, planned - reads.done - reads.failed - writes.done - writes.failed);
  }

  /** Whether clients were too few for what was asked of them; of the last moment nobody can say. */
  boolean hasQueue() {
    return stopped.isEmpty() && notSent() > planned * UNNOTICED;
  }
}
