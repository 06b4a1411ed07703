package dev.quorate.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What all parts of a run look at: whether it has to end, and since when that is so. */
final class StopSign implements Pace {
  private final CountDownLatch raised = new CountDownLatch(1);
  private final List<String> reasons = new ArrayList<>();

  /** Ends the run; the first one who says why is remembered, others are not. */
  void raise(List<String> why) {
    synchronized (reasons) {
      if (reasons.isEmpty()) {
        reasons.addAll(why);
      }
    }
    raised.countDown();
  }

  /** It has taken as long as it should. */
  void end() {
    raised.countDown();
  }

  boolean isRaised() {
    return raised.getCount() == 0;
  }

  /** Why it ended early; empty when it did not. */
  List<String> reasons() {
    synchronized (reasons) {
      return List.copyOf(reasons);
    }
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public boolean waitUntil(long nanos) throws InterruptedException {
    return !raised.await(nanos - System.nanoTime(), TimeUnit.NANOSECONDS);
  }
}
