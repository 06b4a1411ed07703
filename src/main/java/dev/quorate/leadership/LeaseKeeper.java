package dev.quorate.leadership;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the steps of an {@link Election} at their times, on a platform thread of its own: virtual
 * threads share their carriers, and a renewal must not wait for a carrier that a busy reconcile
 * has.
 */
public final class LeaseKeeper implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LeaseKeeper.class);

  private final Election election;
  private final Duration patience;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;

  private LeaseKeeper(Election election, Duration patience) {
    this.election = election;
    this.patience = patience;
    thread = Thread.ofPlatform().name("lease").daemon().unstarted(this::keep);
  }

  /** Starts to stand by for the lease. */
  public static LeaseKeeper start(Election election, LeaseTerms terms) {
    var keeper = new LeaseKeeper(election, terms.requestTimeout().multipliedBy(3));
    keeper.thread.start();
    return keeper;
  }

  private void keep() {
    try {
      while (!stop.await(step().toNanos(), TimeUnit.NANOSECONDS)) {
        log.trace("next step");
      }
      election.release();
    } catch (InterruptedException _) {
      log.debug("interrupted, the lease is not released");
    }
  }

  private Duration step() {
    try {
      return election.step();
    } catch (RuntimeException e) {
      log.error("a step of the election failed", e);
      return Duration.ofSeconds(1);
    }
  }

  /** Gives the lease back and ends; call it when nothing acts any more. */
  @Override
  public void close() {
    stop.countDown();
    try {
      if (!thread.join(patience)) {
        thread.interrupt();
      }
    } catch (InterruptedException _) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }
}
