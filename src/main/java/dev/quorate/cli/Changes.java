package dev.quorate.cli;

import dev.quorate.api.ZookeeperCluster;
import dev.quorate.model.Labels;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Watches one cluster and its pods, so that a screen is drawn anew when something has changed. */
final class Changes implements AutoCloseable {
  /** Several changes in a row are one. */
  private static final long SETTLE_MILLIS = 100;

  private final Connection connection;
  private final String cluster;
  private final Semaphore changed = new Semaphore(0);
  private final Semaphore ended = new Semaphore(0);
  private final List<Watch> watches = new ArrayList<>();

  Changes(Connection connection, String cluster) {
    this.connection = connection;
    this.cluster = cluster;
    open();
  }

  /** Whoever may read but not watch sees changes a little later. */
  private void open() {
    try {
      var resources = connection.client().resources(ZookeeperCluster.class);
      watches.add(
          resources
              .inNamespace(connection.namespace())
              .withName(cluster)
              .watch(new Bell<ZookeeperCluster>()));
      watches.add(
          connection
              .client()
              .pods()
              .inNamespace(connection.namespace())
              .withLabels(Labels.cluster(cluster))
              .watch(new Bell<Pod>()));
    } catch (KubernetesClientException _) {
      closeWatches();
      ended.release();
    }
  }

  /**
   * Returns when something has changed, or after a while: what members say changes without any
   * event.
   */
  void await(Duration longest) throws InterruptedException {
    if (changed.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
      while (changed.tryAcquire(SETTLE_MILLIS, TimeUnit.MILLISECONDS)) {
        changed.drainPermits();
      }
    }
    if (ended.drainPermits() > 0) {
      closeWatches();
      open();
    }
  }

  private void closeWatches() {
    watches.forEach(Watch::close);
    watches.clear();
  }

  @Override
  public void close() {
    closeWatches();
  }

  /** Rings for every event, and when there will be no more. */
  private final class Bell<T> implements Watcher<T> {
    @Override
    public void eventReceived(Action action, T resource) {
      changed.release();
    }

    @Override
    public void onClose(WatcherException cause) {
      ended.release();
    }
  }
}
