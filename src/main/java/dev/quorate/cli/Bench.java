package dev.quorate.cli;

import dev.quorate.zookeeper.LoadSession;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

/** One run: puts the load on an ensemble, and takes everything back. */
final class Bench {
  static final String BY_HAND = "ended by hand";

  private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

  private final ClusterFacts facts;
  private final Workload workload;
  private final OpenRoutes routes;
  private final BenchGuard guard;
  private final BenchNodes nodes;
  private final StopSign stop = new StopSign();
  private final byte[] data;

  private record Measured(
      LoadRecord done, double lasted, Map<String, Integer> clients, List<String> stopped) {}

  Bench(ClusterFacts facts, Workload workload, OpenRoutes routes, BenchGuard guard, String run) {
    this.facts = facts;
    this.workload = workload;
    this.routes = routes;
    this.guard = guard;
    this.nodes = new BenchNodes(run, workload.nodes());
    this.data = new byte[workload.size()];
    new SplittableRandom(workload.size()).nextBytes(data);
  }

  /** Below which all of it happens. */
  String path() {
    return nodes.run();
  }

  void endByHand() {
    stop.raise(List.of(BY_HAND));
  }

  private List<SeenPod> pods() {
    return facts.pods().ifKnown().stream().flatMap(all -> all.values().stream()).toList();
  }

  private String address(SeenPod pod) {
    var route = routes.to(pod);
    return route.host() + ":" + route.port();
  }

  /** What was measured, as far as it came, and that nothing is left; or a refusal. */
  BenchReport run() {
    Optional<String> failure;
    Measured measured = null;
    try (var sessions = BenchSessions.open(this::address, pods(), workload.clients())) {
      failure = nodes.make(sessions.keeper(), data, stop);
      if (failure.isEmpty()) {
        measured = measure(sessions);
      }
    }
    var left = nodes.remove(sweepers());
    if (measured == null) {
      throw new Refused(
          "No load was put on %s: %s. %s"
              .formatted(
                  facts.name(),
                  failure.orElseThrow(),
                  left.isEmpty() ? "Nothing is left of it." : left.getFirst()));
    }
    return report(measured, left);
  }

  private Stream<BenchSessions.Client> sweepers() {
    Function<SeenPod, String> addresses = this::address;
    return pods().stream().map(pod -> BenchSessions.client(addresses, pod));
  }

  private Measured measure(BenchSessions sessions) {
    var schedule = new Schedule(workload, stop.nanos());
    var done = new LoadRecord(schedule.begin(), workload.seconds());
    try (var watching = Executors.newVirtualThreadPerTaskExecutor()) {
      watching.execute(this::watch);
      try (var working = Executors.newVirtualThreadPerTaskExecutor()) {
        sessions.clients().forEach(c -> working.execute(() -> work(c, schedule, done)));
      }
      stop.end();
    }
    long ended = Math.min(stop.nanos(), schedule.end());
    double lasted = Math.max(0, ended - schedule.begin()) / SECOND;
    return new Measured(done, lasted, sessions.byMember(), reasons());
  }

  /** Why it ended early, and what was seen then; a last look comes after the last request. */
  private List<String> reasons() {
    var raised = stop.reasons();
    return raised.equals(List.of(BY_HAND))
        ? raised
        : Stream.concat(raised.stream(), guard.reasons().stream()).distinct().toList();
  }

  private void watch() {
    try {
      while (stop.waitUntil(stop.nanos() + (long) SECOND)) {
        var reasons = guard.reasons();
        if (!reasons.isEmpty()) {
          stop.raise(reasons);
        }
      }
    } catch (InterruptedException | RuntimeException e) {
      stop.raise(List.of("nobody looks after the ensemble any more: " + e));
    }
  }

  private void work(BenchSessions.Client client, Schedule schedule, LoadRecord done) {
    try {
      new LoadWorker(schedule, stop, requests(client.session()), done)
          .work(nodes.paths(), new SplittableRandom())
          .ifPresent(failure -> stop.raise(List.of(client.told(failure))));
    } catch (InterruptedException | RuntimeException e) {
      stop.raise(List.of(client.told("the client ended: " + e)));
    }
  }

  private LoadWorker.Requests requests(LoadSession session) {
    return new LoadWorker.Requests() {
      @Override
      public Optional<String> read(String path) {
        return session.read(path);
      }

      @Override
      public Optional<String> write(String path) {
        return session.write(path, data);
      }
    };
  }

  private BenchReport report(Measured measured, List<String> left) {
    var done = measured.done();
    double lasted = measured.lasted();
    return new BenchReport(
        facts.namespace(),
        facts.name(),
        workload,
        measured.clients(),
        pods().stream().map(routes::to).anyMatch(MemberRoutes.Route::isForwarded),
        lasted,
        Math.min(workload.requests(), (long) (lasted * workload.rate())),
        done.reads(lasted),
        done.writes(lasted),
        done.shares(),
        done.course(lasted),
        measured.stopped(),
        left);
  }
}
