package dev.quorate.scenario;

import dev.quorate.Main;
import dev.quorate.local.LocalCluster;
import dev.quorate.local.LocalClusterOptions;
import dev.quorate.testing.OperatorJvm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A local cluster with an operator process in it. Its files stay in {@code target/scenarios} for
 * reading when a story went wrong.
 */
final class RunningCluster implements AutoCloseable {
  /** Far longer than anything takes on a machine with two busy cores. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** A setting of the operator: members are examined often, so that it is told after seconds. */
  static final Map<String, String> EXAMINING = Map.of("QUORATE_DIAGNOSIS_INTERVAL", "1s");

  private final LocalCluster local;
  private final Path work;
  private final List<OperatorJvm> operators = new ArrayList<>();

  private RunningCluster(Path work) {
    this.work = work;
    this.local = LocalCluster.start(LocalClusterOptions.in(work));
  }

  /** A cluster whose operator runs. */
  static RunningCluster withOperator(String story) {
    var cluster = withoutOperator(story);
    cluster.startOperator();
    return cluster;
  }

  /** A cluster in which nobody looks after ensembles yet. */
  static RunningCluster withoutOperator(String story) {
    return new RunningCluster(Path.of("target", "scenarios", story));
  }

  LocalCluster local() {
    return local;
  }

  ClusterUser user() {
    return new ClusterUser(this);
  }

  Members members(String ensemble) {
    return new Members(local, ensemble);
  }

  /** Makes disks of this cluster's processes slow. */
  SlowDisk slowDisk() {
    return new SlowDisk(work.resolve("agents"));
  }

  OperatorRequests operatorRequests() {
    return new OperatorRequests(local.api().audit());
  }

  /**
   * Starts an operator and returns at once. It is the same replica each time, so it takes the lease
   * of one that was killed back at once.
   */
  OperatorJvm startOperator() {
    return startOperator(Map.of());
  }

  /**
   * @param settings beside those that it needs to run here
   */
  OperatorJvm startOperator(Map<String, String> settings) {
    Map<String, String> environment = new TreeMap<>(settings);
    environment.put("KUBECONFIG", local.kubeconfig().toAbsolutePath().toString());
    environment.put("POD_NAME", "quorate-0");
    environment.put("QUORATE_LEASE_NAMESPACE", "quorate-system");
    environment.put("QUORATE_HTTP_HOST", "127.0.0.1");
    environment.put("QUORATE_HTTP_PORT", "0");
    var log = work.resolve("operator-%d.log".formatted(operators.size()));
    operators.add(OperatorJvm.start(Main.class, environment, log));
    return operator();
  }

  /** The operator that was started last. */
  OperatorJvm operator() {
    return operators.getLast();
  }

  /** What the operator that was started last counts; it has said where. */
  OperatorMetrics operatorMetrics() {
    await("an HTTP endpoint", () -> OperatorMetrics.of(operator()).isPresent());
    return OperatorMetrics.of(operator()).orElseThrow();
  }

  /** Waits until something holds; otherwise fails with what is known about the cluster. */
  void await(String what, Callable<Boolean> condition) {
    awaitFor(Duration.ZERO, what, condition);
  }

  /** Waits until something has held for a while without a break. */
  void awaitFor(Duration window, String what, Callable<Boolean> condition) {
    until(
        Awaitility.await(what)
            .atMost(window.plus(PATIENCE))
            .during(window)
            .pollDelay(Duration.ZERO)
            .pollInterval(Duration.ofMillis(50)),
        condition);
  }

  /** Waits longer, for something that is not for nothing to find out. */
  void awaitWithin(Duration patience, String what, Callable<Boolean> condition) {
    until(
        Awaitility.await(what)
            .atMost(patience)
            .pollDelay(Duration.ZERO)
            .pollInterval(Duration.ofMillis(500)),
        condition);
  }

  private void until(ConditionFactory await, Callable<Boolean> condition) {
    try {
      await.until(condition);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(e.getMessage() + "\n" + Diagnosis.of(this), e);
    }
  }

  @Override
  public void close() {
    operators.forEach(OperatorJvm::close);
    local.close();
  }
}
