package dev.quorate.reconcile;

import dev.quorate.diagnosis.ProbeCourse;
import dev.quorate.metrics.ProbeMeters;
import dev.quorate.model.ProbeRound;
import dev.quorate.zookeeper.Login;
import dev.quorate.zookeeper.ProbeSession;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * One member that is probed: one round at a time, each on a thread of its own, in a session that is
 * kept for the next one as long as rounds pass.
 */
final class ProbedMember {
  /** Less than the shortest interval, so that every round that is due has its turn. */
  static final Duration DEADLINE = Duration.ofSeconds(4);

  private static final Logger log = LoggerFactory.getLogger(ProbedMember.class);

  private final ProbeMeters.Member name;
  private final Means means;
  private final Supplier<Optional<Login>> login;
  private final CompletableFuture<Void> gone = new CompletableFuture<>();

  /** Of the thread of the round that is out, and of the one that ends it. */
  private Optional<Link> link = Optional.empty();

  private volatile ProbeCourse course = ProbeCourse.NONE;

  /** A round is out, or the last one was. */
  private boolean out;

  private volatile boolean ended;
  private volatile Optional<String> server = Optional.empty();

  /**
   * What rounds are made with.
   *
   * @param allowed whether this process may write at all
   * @param threads that wait for answers
   */
  record Means(
      ProbeSession.Opener sessions,
      ProbeMeters meters,
      BooleanSupplier allowed,
      Executor threads) {}

  private record Link(String server, ProbeSession session) {
    boolean leadsTo(String wanted) {
      return server.equals(wanted) && session.isAlive();
    }
  }

  /**
   * @param login asked for each new session, and not in the time of a round; empty when nobody has
   *     it now
   */
  ProbedMember(ProbeMeters.Member name, Means means, Supplier<Optional<Login>> login) {
    this.name = name;
    this.means = means;
    this.login = login;
    means.meters().begin(name);
  }

  /** Where it answers from now on. */
  void isAt(Optional<String> where) {
    server = where;
  }

  /** How its rounds have gone so far. */
  ProbeCourse course() {
    return course;
  }

  /** Begins a round, unless the last one is still out; returns at once. */
  void begin() {
    synchronized (this) {
      if (out) {
        return;
      }
      out = true;
    }
    means.threads().execute(this::makeRound);
  }

  /**
   * It is no longer probed: nothing more is asked for and nothing more is counted. Returns at once.
   *
   * @return done when the session has ended, too
   */
  CompletableFuture<Void> end() {
    boolean idle;
    synchronized (this) {
      idle = !out;
      out = true;
      ended = true;
    }
    means.meters().forget(name);
    if (idle) {
      means.threads().execute(this::leave);
    }
    return gone;
  }

  private void makeRound() {
    try {
      if (isWanted()) {
        round().ifPresent(this::count);
      }
    } catch (RuntimeException e) {
      logged(Level.ERROR, "ProbeNotMade").setCause(e).log("no round was made; it is tried again");
    } finally {
      roundIsOver();
    }
  }

  private void roundIsOver() {
    boolean last;
    synchronized (this) {
      last = ended;
      out = last;
    }
    if (last) {
      leave();
    }
  }

  private boolean isWanted() {
    return !ended && means.allowed().getAsBoolean();
  }

  /** Empty when none could be made, and not for the member's fault. */
  private Optional<ProbeRound> round() {
    var where = server;
    if (where.isEmpty()) {
      drop();
      return Optional.of(new ProbeRound.Failed("it has no address"));
    }
    return session(where.get())
        .map(session -> {
          var round = session.round(DEADLINE, this::isWanted);
          if (!(round instanceof ProbeRound.Passed)) {
            drop();
          }
          return round;
        });
  }

  private Optional<ProbeSession> session(String where) {
    if (link.filter(l -> l.leadsTo(where)).isEmpty()) {
      drop();
      link = login.get().map(l -> new Link(where, means.sessions().open(where, l)));
    }
    return link.map(Link::session);
  }

  /** A server that stands still does not say goodbye, and the next round does not wait for that. */
  private void drop() {
    link.ifPresent(l -> means.threads().execute(l.session()::close));
    link = Optional.empty();
  }

  private void leave() {
    try {
      link.ifPresent(l -> l.session().close());
    } finally {
      gone.complete(null);
    }
  }

  private void count(ProbeRound round) {
    means.meters().count(name, round);
    boolean failing = course.isFailing();
    course = course.after(round);
    switch (round) {
      case ProbeRound.Passed _ when failing ->
          logged(Level.INFO, "ProbePassed").log("a client can work with the member again");
      case ProbeRound.Failed(String why) when !failing ->
          logged(Level.INFO, "ProbeFailed").log("a client could not work with the member: {}", why);
      default -> {}
    }
  }

  private LoggingEventBuilder logged(Level level, String reason) {
    return log.atLevel(level)
        .addKeyValue("namespace", name.namespace())
        .addKeyValue("cluster", name.cluster())
        .addKeyValue("member", name.name())
        .addKeyValue("reason", reason);
  }
}
