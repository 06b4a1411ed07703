package dev.quorate.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Ctrl-C, and an interrupt of the thread that waits, end work in good order: it is told to stop,
 * and has time to clean up and to tell what it has done.
 */
final class EndByHand implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 30;

  private final Runnable stop;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook = new Thread(this::programEnds, "end-by-hand");

  /**
   * @param stop tells the work to end
   */
  EndByHand(Runnable stop) {
    this.stop = stop;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** What the JVM does before it ends. */
  void programEnds() {
    stop.run();
    try {
      closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** The result of the work; also when somebody no longer wants to wait for it. */
  <T> T result(Supplier<T> work) {
    var task = new FutureTask<>(work::get);
    Thread.ofVirtual().start(task);
    boolean isInterrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException _) {
          isInterrupted = true;
          stop.run();
        }
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } finally {
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // It runs already, and waits for this.
    }
  }
}
