package dev.quorate.local.controllers;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that reconciles one key at a time. A key that is asked for again while it waits or
 * runs is reconciled once more, so a reconcile always sees the newest state (level-triggered). A
 * failed reconcile is repeated after 50 ms, doubling up to 5 s.
 */
public final class ControllerLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ControllerLoop.class);
  private static final long FIRST_RETRY_MILLIS = 50;
  private static final int MOST_DOUBLINGS = 7;

  private final String name;
  private final Reconcile reconcile;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<ObjectKey, Long> due = new HashMap<>();
  private final Map<ObjectKey, Integer> failures = new HashMap<>();
  private final Thread thread;
  private boolean closed;

  /** What the loop does for a key: compare the wish with the world and take the next steps. */
  @FunctionalInterface
  public interface Reconcile {
    /** Throws whatever went wrong; the loop tries again later. */
    void reconcile(ObjectKey key) throws Exception;
  }

  /** Starts the thread. */
  public ControllerLoop(String name, Reconcile reconcile) {
    this.name = name;
    this.reconcile = reconcile;
    this.thread = Thread.ofVirtual().name(name).start(this::run);
  }

  /** Asks for a reconcile as soon as possible. */
  public void enqueue(ObjectKey key) {
    enqueueAfter(key, Duration.ZERO);
  }

  /** Asks for a reconcile after a delay, or earlier when one was already asked for. */
  public void enqueueAfter(ObjectKey key, Duration delay) {
    lock.lock();
    try {
      due.merge(key, System.nanoTime() + delay.toNanos(), (a, b) -> a - b < 0 ? a : b);
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      for (var key = next(); key != null; key = next()) {
        attempt(key);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void attempt(ObjectKey key) {
    try {
      reconcile.reconcile(key);
      failures.remove(key);
    } catch (Exception e) {
      retry(key, e);
    }
  }

  private void retry(ObjectKey key, Exception failure) {
    int before = failures.merge(key, 1, Integer::sum) - 1;
    if (closed || Thread.currentThread().isInterrupted()) {
      return;
    }
    if (isConflict(failure)) {
      LOG.debug("{} {}: read again after a conflict", name, key);
    } else {
      LOG.warn("{} {} failed, will try again", name, key, failure);
    }
    enqueueAfter(key, Duration.ofMillis(FIRST_RETRY_MILLIS << Math.min(before, MOST_DOUBLINGS)));
  }

  private static boolean isConflict(Exception failure) {
    return failure instanceof KubernetesClientException e
        && (e.getCode() == HttpURLConnection.HTTP_CONFLICT
            || e.getCode() == HttpURLConnection.HTTP_NOT_FOUND);
  }

  /** The next key that is due, or null when the loop was closed. */
  private ObjectKey next() throws InterruptedException {
    lock.lock();
    try {
      while (!closed) {
        var first = due.entrySet().stream().min(Comparator.comparing(e -> e.getValue()));
        if (first.isEmpty()) {
          changed.await();
          continue;
        }
        long wait = first.get().getValue() - System.nanoTime();
        if (wait <= 0) {
          var key = first.get().getKey();
          due.remove(key);
          return key;
        }
        changed.await(wait, TimeUnit.NANOSECONDS);
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
    thread.interrupt();
  }
}
