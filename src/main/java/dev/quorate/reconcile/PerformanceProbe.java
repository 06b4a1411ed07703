package dev.quorate.reconcile;

import dev.quorate.diagnosis.ProbeCourse;
import dev.quorate.metrics.ProbeMeters;
import dev.quorate.model.Names;
import dev.quorate.status.Pass;
import dev.quorate.zookeeper.Login;
import dev.quorate.zookeeper.ProbeSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works as a client through each member of the clusters that ask for it, beside the loop, and
 * measures that. The loop tells it of its passes and learns nothing from it: no decision depends on
 * a round; the diagnosis asks how the latest ones went. Nothing here waits while the loop does;
 * members are asked by threads of their own.
 */
public final class PerformanceProbe implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PerformanceProbe.class);
  private static final Duration TICK = Duration.ofSeconds(1);

  /** A session that cannot be ended in time ends by itself some seconds later. */
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  private final ProbedMember.Means means;
  private final Function<Names, Optional<Login>> logins;
  private final LongSupplier nanos;
  private final Map<Cluster, Probed> clusters = new HashMap<>();
  private Optional<ScheduledExecutorService> timer = Optional.empty();
  private boolean closed;

  private record Cluster(String namespace, String name) {}

  private static final class Probed {
    private final Map<String, ProbedMember> members = new TreeMap<>();
    private Duration interval = Duration.ZERO;
    private long due;
  }

  /**
   * With what it works.
   *
   * @param logins as whom, by a request to the API server for each new session
   * @param allowed whether this process may write
   * @param threads that wait for answers
   */
  public record Surroundings(
      ProbeSession.Opener sessions,
      Function<Names, Optional<Login>> logins,
      BooleanSupplier allowed,
      Executor threads) {}

  /**
   * Begins to ask with the first cluster that wants it.
   *
   * @param nanos monotonic, for intervals
   */
  public PerformanceProbe(Surroundings around, ProbeMeters meters, LongSupplier nanos) {
    this.means =
        new ProbedMember.Means(around.sessions(), meters, around.allowed(), around.threads());
    this.logins = around.logins();
    this.nanos = nanos;
  }

  /** What a pass over a cluster saw and did. Never throws: the pass is worth more than a round. */
  public void passed(Pass pass) {
    try {
      follow(pass);
    } catch (RuntimeException e) {
      log.atError()
          .addKeyValue("namespace", pass.names().namespace())
          .addKeyValue("cluster", pass.names().cluster())
          .addKeyValue("reason", "ProbeNotMade")
          .setCause(e)
          .log("the performance probe did not take note of the pass");
    }
  }

  private synchronized void follow(Pass pass) {
    var cluster = new Cluster(pass.names().namespace(), pass.names().cluster());
    ProbeTargets.of(pass)
        .filter(_ -> !closed)
        .ifPresentOrElse(targets -> probe(cluster, targets), () -> end(cluster));
  }

  /** How the latest rounds went, by the names of the pods; nothing of a cluster that wants none. */
  public synchronized Map<String, ProbeCourse> courses(Names names) {
    Map<String, ProbeCourse> courses = new TreeMap<>();
    Optional.ofNullable(clusters.get(new Cluster(names.namespace(), names.cluster())))
        .ifPresent(
            probed -> probed.members.forEach((pod, member) -> courses.put(pod, member.course())));
    return courses;
  }

  /** A cluster is gone. */
  public synchronized void forget(String namespace, String name) {
    end(new Cluster(namespace, name));
  }

  private void probe(Cluster cluster, ProbeTargets targets) {
    var probed = clusters.computeIfAbsent(cluster, _ -> new Probed());
    if (!probed.interval.equals(targets.interval())) {
      probed.interval = targets.interval();
      probed.due = nanos.getAsLong();
    }
    var left = new TreeSet<>(probed.members.keySet());
    left.removeAll(targets.members().keySet());
    for (var pod : left) {
      var _ = probed.members.remove(pod).end();
    }
    targets
        .members()
        .forEach((pod, server) ->
            probed.members.computeIfAbsent(pod, _ -> member(targets.names(), pod)).isAt(server));
    if (timer.isEmpty()) {
      timer = Optional.of(started());
    }
  }

  private ProbedMember member(Names names, String pod) {
    return new ProbedMember(
        new ProbeMeters.Member(names.namespace(), names.cluster(), pod),
        means,
        () -> logins.apply(names));
  }

  private ScheduledExecutorService started() {
    var thread = Thread.ofPlatform().name("performance-probe").daemon().factory();
    var started = Executors.newSingleThreadScheduledExecutor(thread);
    var _ =
        started.scheduleWithFixedDelay(
            this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
    return started;
  }

  private List<CompletableFuture<Void>> end(Cluster cluster) {
    return Optional.ofNullable(clusters.remove(cluster)).stream()
        .flatMap(probed -> probed.members.values().stream())
        .map(ProbedMember::end)
        .toList();
  }

  /** Begins the rounds that are due. */
  synchronized void tick() {
    if (!means.allowed().getAsBoolean()) {
      return;
    }
    long now = nanos.getAsLong();
    for (var probed : clusters.values()) {
      if (now - probed.due >= 0) {
        probed.due = now + probed.interval.toNanos();
        probed.members.values().forEach(ProbedMember::begin);
      }
    }
  }

  /** Asks nobody any more, and ends the sessions. */
  @Override
  public void close() {
    try {
      endings().get(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException _) {
      return;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private synchronized CompletableFuture<Void> endings() {
    closed = true;
    timer.ifPresent(ScheduledExecutorService::shutdownNow);
    List<CompletableFuture<Void>> endings = new ArrayList<>();
    List.copyOf(clusters.keySet()).forEach(cluster -> endings.addAll(end(cluster)));
    return CompletableFuture.allOf(endings.toArray(CompletableFuture[]::new));
  }
}
