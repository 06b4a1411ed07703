package dev.quorate.notify;

import dev.quorate.model.Occurrence;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is announced, in order, on a thread of its own. Whoever announces never waits: what
 * does not fit into the queue pushes the oldest out. While nothing arrives, that is logged once.
 */
public final class Notifier implements Consumer<Occurrence>, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Notifier.class);
  private static final Duration DRAIN = Duration.ofSeconds(3);
  private static final Duration FAREWELL = Duration.ofSeconds(1);
  private static final Backoff BACKOFF =
      new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1), Math::random);

  private final DeliveryTerms terms;
  private final Surroundings surroundings;
  private final Backoff backoff;
  private final Webhook webhook;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Occurrence> queue = new ArrayDeque<>();
  private final AtomicBoolean failing = new AtomicBoolean();
  private final Thread sender;
  private boolean closing;

  /**
   * What a sender needs from the process around it.
   *
   * @param acting whether this replica is the one that acts
   * @param outcomes told what became of each event
   */
  public record Surroundings(
      BooleanSupplier acting, Consumer<Outcome> outcomes, InstantSource clock) {}

  Notifier(DeliveryTerms terms, Surroundings surroundings, Backoff backoff) {
    this.terms = terms;
    this.surroundings = surroundings;
    this.backoff = backoff;
    this.webhook = new Webhook(terms, surroundings.clock());
    this.sender = Thread.ofVirtual().name("notifier").unstarted(this::run);
  }

  /** Begins; there is nothing to send yet. */
  public static Notifier start(DeliveryTerms terms, Surroundings surroundings) {
    return start(terms, surroundings, BACKOFF);
  }

  static Notifier start(DeliveryTerms terms, Surroundings surroundings, Backoff backoff) {
    var notifier = new Notifier(terms, surroundings, backoff);
    notifier.sender.start();
    return notifier;
  }

  @Override
  public void accept(Occurrence occurrence) {
    if (!terms.wants(occurrence.announcement().reason())) {
      return;
    }
    lock.lock();
    try {
      if (closing) {
        dropped(1);
        return;
      }
      if (queue.size() >= terms.queue()) {
        queue.removeFirst();
        dropped(1);
      }
      queue.addLast(occurrence);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** How many events wait. */
  public int waiting() {
    lock.lock();
    try {
      return queue.size();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      for (var next = take(); next.isPresent(); next = take()) {
        send(next.get());
      }
    } catch (InterruptedException _) {
      dropped(1);
    }
  }

  /** Empty when there will be no more. */
  private Optional<Occurrence> take() throws InterruptedException {
    lock.lock();
    try {
      while (queue.isEmpty() && !closing) {
        changed.await();
      }
      return Optional.ofNullable(queue.pollFirst());
    } finally {
      lock.unlock();
    }
  }

  private void send(Occurrence occurrence) throws InterruptedException {
    var event = CloudEvent.of(occurrence);
    for (int attempt = 1; !isTooOld(occurrence); attempt++) {
      if (!surroundings.acting().getAsBoolean()) {
        dropped(1);
        return;
      }
      switch (webhook.post(event)) {
        case Delivery.Arrived _ -> {
          arrived();
          return;
        }
        case Delivery.Refused(String why) -> {
          failed(occurrence, why);
          return;
        }
        case Delivery.Again(String why, Optional<Duration> asked) -> {
          complain(occurrence, why);
          if (attempt >= terms.attempts()) {
            surroundings.outcomes().accept(Outcome.FAILED);
            return;
          }
          pause(asked.orElse(backoff.after(attempt)));
        }
      }
    }
    failed(occurrence, "older than %d s".formatted(terms.longest().toSeconds()));
  }

  private boolean isTooOld(Occurrence occurrence) {
    var age = Duration.between(occurrence.at(), surroundings.clock().instant());
    return age.compareTo(terms.longest()) > 0;
  }

  /** Ends early only when the process does. */
  private void pause(Duration wait) throws InterruptedException {
    lock.lock();
    try {
      long left = wait.toNanos();
      while (left > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  private void arrived() {
    surroundings.outcomes().accept(Outcome.SENT);
    if (failing.compareAndSet(true, false)) {
      log.info("{} takes events again", terms.address());
    }
  }

  private void failed(Occurrence occurrence, String why) {
    surroundings.outcomes().accept(Outcome.FAILED);
    complain(occurrence, why);
  }

  private void complain(Occurrence occurrence, String why) {
    if (failing.compareAndSet(false, true)) {
      log.atWarn()
          .addKeyValue("reason", occurrence.announcement().reason().text())
          .log(
              "{} did not take an event ({}); not logged again until it takes one",
              terms.address(),
              why);
    }
  }

  private void dropped(int count) {
    for (int i = 0; i < count; i++) {
      surroundings.outcomes().accept(Outcome.DROPPED);
    }
  }

  /** Sends what waits, as far as that takes no more than some seconds. */
  @Override
  public void close() {
    lock.lock();
    try {
      closing = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      if (!sender.join(DRAIN)) {
        sender.interrupt();
        sender.join(FAREWELL);
      }
    } catch (InterruptedException _) {
      sender.interrupt();
      Thread.currentThread().interrupt();
    }
    abandon();
    webhook.close();
  }

  private void abandon() {
    lock.lock();
    try {
      if (!queue.isEmpty()) {
        log.warn("{} events could not be sent before the end", queue.size());
      }
      dropped(queue.size());
      queue.clear();
    } finally {
      lock.unlock();
    }
  }
}
