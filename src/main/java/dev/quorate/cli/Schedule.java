package dev.quorate.cli;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * When which request is due, whoever is free to send it: the clock decides, not the answers. Were
 * the next one due when the one before is answered, a slow ensemble would be asked less, and its
 * slowness would be measured once instead of for everybody who waits (coordinated omission).
 */
final class Schedule {
  /** Requests of the first second do not count: the program is only being compiled. */
  static final int WARM_UP_SECONDS = 1;

  private static final int PERCENT = 100;

  /** Shares no factor with 100, so that any 100 requests in a row have the wanted share. */
  private static final int STRIDE = 37;

  private final Workload workload;
  private final long start;
  private final AtomicLong next = new AtomicLong();

  /**
   * @param start when the first request of the warm-up is due, in nanoseconds of the pace
   */
  Schedule(Workload workload, long start) {
    this.workload = workload;
    this.start = start;
  }

  /** The number of a request that nobody else sends; empty when there are no more. */
  OptionalLong take() {
    long number = next.getAndIncrement();
    long all = (long) workload.rate() * (workload.seconds() + WARM_UP_SECONDS);
    return number < all ? OptionalLong.of(number) : OptionalLong.empty();
  }

  long due(long number) {
    return start + number * TimeUnit.SECONDS.toNanos(1) / workload.rate();
  }

  boolean isWrite(long number) {
    return Math.floorMod(number * STRIDE, PERCENT) >= workload.reads();
  }

  /** When those begin that count. */
  long begin() {
    return start + TimeUnit.SECONDS.toNanos(WARM_UP_SECONDS);
  }

  /** After which no request is begun. */
  long end() {
    return begin() + TimeUnit.SECONDS.toNanos(workload.seconds());
  }
}
