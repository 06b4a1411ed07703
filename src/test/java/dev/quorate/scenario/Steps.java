package dev.quorate.scenario;

import dev.quorate.api.ZookeeperCluster;
import dev.quorate.testing.ToldStatus;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What status says of the operator's steps, each of its versions, from now on. */
final class Steps implements Watcher<ZookeeperCluster>, AutoCloseable {
  private final RunningCluster cluster;
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final Watch watch;

  Steps(RunningCluster cluster, String ensemble) {
    this.cluster = cluster;
    this.watch = cluster.user().resource(ensemble).watch(this);
  }

  @Override
  public void eventReceived(Action action, ZookeeperCluster resource) {
    told.add(ToldStatus.by(resource).message("Ready"));
  }

  @Override
  public void onClose(WatcherException cause) {
    throw new IllegalStateException("nothing is told any more", cause);
  }

  /** Waits until a step has been told of. */
  void await(String step) {
    cluster.await(
        "status says: " + step, () -> told.stream().anyMatch(message -> message.contains(step)));
  }

  @Override
  public void close() {
    watch.close();
  }
}
