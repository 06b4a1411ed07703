package dev.quorate.local.api.store;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A queue of the changes that a reader asked for, in order and without gaps. */
public final class Subscription implements AutoCloseable {
  private final Predicate<ResourceId> wanted;
  private final BlockingQueue<Change> queue = new LinkedBlockingQueue<>();
  private final Consumer<Subscription> onClose;

  Subscription(Predicate<ResourceId> wanted, Consumer<Subscription> onClose) {
    this.wanted = wanted;
    this.onClose = onClose;
  }

  void offer(Change change) {
    if (wanted.test(change.id())) {
      queue.add(change);
    }
  }

  /** The next change; waits at most so long. */
  public Optional<Change> next(Duration patience) throws InterruptedException {
    return Optional.ofNullable(queue.poll(Math.max(0, patience.toMillis()), TimeUnit.MILLISECONDS));
  }

  /** Nothing is waiting to be read. */
  public boolean isDrained() {
    return queue.isEmpty();
  }

  @Override
  public void close() {
    onClose.accept(this);
  }
}
