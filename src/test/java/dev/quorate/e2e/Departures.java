package dev.quorate.e2e;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many other pods were ready when one began to go, in the order in which they went. Seen at
 * that moment: what a pod says later of when it became ready is about the last time.
 */
final class Departures implements Watcher<Pod>, AutoCloseable {
  private final Map<String, Boolean> readyByUid = new HashMap<>();
  private final List<Long> othersReady = new ArrayList<>();
  private final Watch watch;

  Departures(EnsembleOnCluster ensemble) {
    this.watch = ensemble.watchPods(this);
  }

  @Override
  public synchronized void eventReceived(Action action, Pod pod) {
    var uid = pod.getMetadata().getUid();
    boolean goes = action == Action.DELETED || pod.getMetadata().getDeletionTimestamp() != null;
    if (!goes) {
      readyByUid.put(uid, Readiness.isPodReady(pod));
    } else if (readyByUid.remove(uid) != null) {
      othersReady.add(readyByUid.values().stream().filter(ready -> ready).count());
    }
  }

  synchronized List<Long> othersReady() {
    return List.copyOf(othersReady);
  }

  @Override
  public void onClose(WatcherException cause) {
    throw new IllegalStateException("pods are not seen any more", cause);
  }

  @Override
  public void close() {
    watch.close();
  }
}
