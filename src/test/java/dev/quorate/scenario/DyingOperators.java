package dev.quorate.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Supplier;

/** Operators that die one after another, until one of them has nothing left to do. */
final class DyingOperators {
  private static final Duration QUIET = Duration.ofSeconds(1);

  private final RunningCluster cluster;
  private final String ensemble;

  DyingOperators(RunningCluster cluster, String ensemble) {
    this.cluster = cluster;
    this.ensemble = ensemble;
  }

  /** What comes of it when nobody dies. */
  SortedMap<String, Object> undisturbed(String manifest) {
    cluster.user().apply(manifest);
    awaitRest();
    return endState();
  }

  /** The deaths of those who die, each in its turn, while they bring it about. */
  List<SuddenDeath> during(String manifest, Supplier<SuddenDeath> next) {
    cluster.operator().close();
    cluster.user().apply(manifest);
    return untilRest(Integer.MAX_VALUE, next);
  }

  SortedMap<String, Object> endState() {
    return EndState.of(cluster.local().client(), "default");
  }

  /**
   * Starts operators and lets each die, and at last one that lives; returns when that one is at
   * rest.
   *
   * @param most how many die at most
   * @return the deaths that came true
   */
  List<SuddenDeath> untilRest(int most, Supplier<SuddenDeath> next) {
    List<SuddenDeath> deaths = new ArrayList<>();
    try {
      while (deaths.size() < most) {
        var death = next.get();
        if (survives(death)) {
          break;
        }
        deaths.add(death);
      }
      cluster.local().api().faults().clear();
      if (!cluster.operator().isAlive()) {
        cluster.startOperator();
      }
      awaitRest();
    } catch (AssertionError e) {
      throw new AssertionError("after these deaths: " + deaths, e);
    }
    return deaths;
  }

  /** Whether the operator comes to rest before its death. */
  private boolean survives(SuddenDeath death) {
    var operator = death.start(cluster, ensemble);
    cluster.await("death or rest", () -> !operator.isAlive() || isAtRest());
    return operator.isAlive();
  }

  /** Waits until everything is as wanted and nothing is written any more. */
  void awaitRest() {
    cluster.await("Ready and at rest", this::isAtRest);
  }

  private boolean isAtRest() {
    return cluster.user().isReady(ensemble)
        && OperatorMetrics.of(cluster.operator()).filter(m -> m.looks() > 1).isPresent()
        && cluster.operatorRequests().writesSince(Instant.now().minus(QUIET)).isEmpty();
  }
}
