package dev.quorate.leadership;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One replica's part in the election, as steps that each make a few requests and say when the next
 * one is due.
 *
 * <p>A replica that stands by takes the lease when it is free, its own, or run out ({@link Rival}).
 * The holder renews; it counts as holder from the moment before a successful request was sent until
 * {@code renewDeadline} later, which is before anybody else can consider the lease run out. All
 * writes are compare-and-set, so of two replicas that try together one fails. Once lost, an
 * election is over: the process must end, because work of its own may be under way.
 */
public final class Election implements Leadership {
  private static final Logger log = LoggerFactory.getLogger(Election.class);

  /** What the process does about the outcome; called by the thread that makes the steps. */
  public interface Listener {
    /** The lease is held. Called once. */
    void acquired();

    /** The lease is held no longer, though it was not released. Called once. */
    void lost(String why);
  }

  private enum State {
    STANDING_BY,
    HOLDING,
    OVER
  }

  private final LeaseTerms terms;
  private final LeaseStore store;
  private final Listener listener;
  private final InstantSource wallClock;
  private final LongSupplier nanos;
  private final Rival rival = new Rival();
  private State state = State.STANDING_BY;
  private Optional<LeaseRecord> current = Optional.empty();
  private Optional<String> announcedHolder = Optional.empty();
  private Optional<String> told = Optional.empty();
  private volatile boolean held;
  private volatile long heldUntil;

  /**
   * @param nanos monotonic clock
   */
  public Election(
      LeaseTerms terms,
      LeaseStore store,
      Listener listener,
      InstantSource wallClock,
      LongSupplier nanos) {
    this.terms = terms;
    this.store = store;
    this.listener = listener;
    this.wallClock = wallClock;
    this.nanos = nanos;
  }

  @Override
  public boolean isHeld() {
    return held && nanos.getAsLong() - heldUntil < 0;
  }

  /** Makes a step; returns how long to wait before the next one. */
  Duration step() {
    return switch (state) {
      case STANDING_BY -> tryToTake();
      case HOLDING -> renew();
      case OVER -> terms.retryPeriod();
    };
  }

  private Duration tryToTake() {
    try {
      current = store.read();
      Duration wait =
          current
              .filter(lease -> lease.holder().isPresent() && !lease.isHeldBy(terms.identity()))
              .map(lease -> rival.stillValid(lease, terms.duration(), nanos.getAsLong()))
              .orElse(Duration.ZERO);
      if (wait.isPositive()) {
        told = Optional.empty();
        announceHolder();
        return wait.compareTo(terms.retryPeriod()) < 0 ? wait : terms.retryPeriod();
      }
      take();
      told = Optional.empty();
    } catch (LeaseStore.Unavailable e) {
      tellOnce(e);
    }
    return terms.retryPeriod();
  }

  private void take() {
    if (write()) {
      state = State.HOLDING;
      log.atInfo()
          .addKeyValue("reason", "LeaseAcquired")
          .log("this replica ({}) holds the lease and acts", terms.identity());
      listener.acquired();
    }
  }

  private void announceHolder() {
    var holder = current.flatMap(LeaseRecord::holder);
    if (!holder.equals(announcedHolder)) {
      announcedHolder = holder;
      log.atInfo()
          .addKeyValue("reason", "StandingBy")
          .log("{} holds the lease; this replica ({}) waits", holder.orElse(""), terms.identity());
    }
  }

  private Duration renew() {
    try {
      if (!write()) {
        reread();
      }
      told = Optional.empty();
    } catch (LeaseStore.Unavailable e) {
      tellOnce(e);
    }
    if (state == State.HOLDING && !isHeld()) {
      lose("the lease could not be renewed for " + terms.renewDeadline().toSeconds() + " s");
    }
    return terms.retryPeriod();
  }

  private void tellOnce(LeaseStore.Unavailable trouble) {
    if (!told.equals(Optional.of(trouble.getMessage()))) {
      told = Optional.of(trouble.getMessage());
      log.atWarn().addKeyValue("reason", "LeaseUnavailable").log(trouble.getMessage());
    }
  }

  /** Someone else wrote: another holder, or a person who touched or deleted the object. */
  private void reread() {
    current = store.read();
    if (current.isEmpty() || isMine()) {
      write();
    } else {
      lose("the lease is held by " + current.flatMap(LeaseRecord::holder).orElse("nobody"));
    }
  }

  private boolean write() {
    long before = nanos.getAsLong();
    var now = wallClock.instant();
    var next =
        current
            .map(lease -> lease.takenBy(terms, now))
            .orElseGet(() -> LeaseRecord.firstTakenBy(terms, now));
    if (!store.write(next)) {
      return false;
    }
    current = Optional.of(next);
    heldUntil = before + terms.renewDeadline().toNanos();
    held = true;
    return true;
  }

  private void lose(String why) {
    state = State.OVER;
    held = false;
    listener.lost(why);
  }

  /**
   * Gives the lease back, if it is held, so that another replica takes over at once. Only after
   * everything that acts has stopped.
   */
  void release() {
    boolean holding = state == State.HOLDING;
    state = State.OVER;
    held = false;
    if (!holding) {
      return;
    }
    try {
      if (writeReleased() || (isStillMine() && writeReleased())) {
        log.atInfo().addKeyValue("reason", "LeaseReleased").log("the lease is free");
      }
    } catch (LeaseStore.Unavailable e) {
      log.atWarn()
          .addKeyValue("reason", "LeaseUnavailable")
          .log("not released, so another replica takes over when it runs out: {}", e.getMessage());
    }
  }

  private boolean writeReleased() {
    return store.write(current.orElseThrow().released(wallClock.instant()));
  }

  private boolean isStillMine() {
    current = store.read();
    return isMine();
  }

  private boolean isMine() {
    return current.filter(lease -> lease.isHeldBy(terms.identity())).isPresent();
  }
}
