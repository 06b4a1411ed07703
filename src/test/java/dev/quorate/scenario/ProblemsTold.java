package dev.quorate.scenario;

import dev.quorate.api.ProblemStatus;
import dev.quorate.api.ZookeeperCluster;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;

/** Every problem that the status of a cluster has ever told, however short it lasted. */
final class ProblemsTold implements AutoCloseable {
  private final SortedMap<String, ProblemStatus> byRule = new ConcurrentSkipListMap<>();
  private final Watch watch;

  ProblemsTold(ClusterUser user, String cluster) {
    watch = user.resource(cluster).watch(new Status());
  }

  /** The rules that have fired. */
  SortedSet<String> rules() {
    return new TreeSet<>(byRule.keySet());
  }

  /** As it was told first. */
  Optional<ProblemStatus> first(String rule) {
    return Optional.ofNullable(byRule.get(rule));
  }

  @Override
  public void close() {
    watch.close();
  }

  private final class Status implements Watcher<ZookeeperCluster> {
    @Override
    public void eventReceived(Action action, ZookeeperCluster resource) {
      if (resource.getStatus() != null && resource.getStatus().problems() != null) {
        resource.getStatus().problems().forEach(p -> byRule.putIfAbsent(p.rule(), p));
      }
    }

    @Override
    public void onClose(WatcherException cause) {
      throw new IllegalStateException(cause);
    }
  }
}
