package dev.quorate.local.kubelet;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Lets one thread sleep until a moment, or until somebody has woken it since it last slept. */
final class Wakeup {
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean woken;

  Wakeup(InstantSource clock) {
    this.clock = clock;
  }

  void wake() {
    lock.lock();
    try {
      woken = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Returns at once when woken before; {@link Instant#MAX} means to wait for that only. */
  void await(Instant until) throws InterruptedException {
    lock.lock();
    try {
      while (!woken && clock.instant().isBefore(until)) {
        if (until.equals(Instant.MAX)) {
          changed.await();
        } else {
          changed.await(Duration.between(clock.instant(), until).toNanos(), TimeUnit.NANOSECONDS);
        }
      }
      woken = false;
    } finally {
      lock.unlock();
    }
  }
}
