package dev.quorate.local;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Prints a line whenever a member, or the cluster as a whole, becomes ready or ceases to be. */
final class Progress {
  private static final int WIDTH = 90;

  private final PrintStream out;
  private final Instant start = Instant.now();
  private final Map<String, String> told = new HashMap<>();
  private final CountDownLatch ready = new CountDownLatch(1);

  private Progress(PrintStream out) {
    this.out = out;
  }

  /** Follows the cluster of a name in the client's namespace until the client is closed. */
  static Progress of(KubernetesClient client, String name, PrintStream out) {
    var progress = new Progress(out);
    client
        .pods()
        .withLabel("zookeeper.quorate.dev/cluster", name)
        .inform(handler(pod -> progress.pod(pod)));
    client
        .genericKubernetesResources("zookeeper.quorate.dev/v1alpha1", "ZookeeperCluster")
        .withName(name)
        .inform(handler(resource -> progress.cluster(resource)));
    return progress;
  }

  void awaitReady() throws InterruptedException {
    ready.await();
  }

  private void pod(Pod pod) {
    var status = pod.getStatus();
    boolean isReady =
        status != null
            && status.getConditions().stream()
                .anyMatch(c -> c.getType().equals("Ready") && c.getStatus().equals("True"));
    var phase = pod.getMetadata().getDeletionTimestamp() == null ? "starting" : "ending";
    var state = isReady ? "Ready" : phase;
    tell(pod.getMetadata().getName(), state, state);
  }

  private void cluster(GenericKubernetesResource resource) {
    List<?> conditions = resource.get("status", "conditions");
    if (conditions == null) {
      return;
    }
    for (var item : conditions) {
      if (item instanceof Map<?, ?> condition && "Ready".equals(condition.get("type"))) {
        var reason = String.valueOf(condition.get("reason"));
        tell(
            "zookeepercluster/" + resource.getMetadata().getName(),
            reason,
            reason + ": " + condition.get("message"));
        if ("True".equals(condition.get("status"))) {
          ready.countDown();
        }
      }
    }
  }

  /** Messages change more often than anybody wants to read; a new state is worth a line. */
  private synchronized void tell(String who, String state, String text) {
    if (!state.equals(told.put(who, state))) {
      var seconds = Duration.between(start, Instant.now()).toMillis() / 1000.0;
      var line = text.length() > WIDTH ? text.substring(0, WIDTH - 1) + "…" : text;
      out.printf("%5.1f s  %-20s %s%n", seconds, who, line);
    }
  }

  private interface Listener<T> {
    void changed(T object);
  }

  private static <T> ResourceEventHandler<T> handler(Listener<T> listener) {
    return new ResourceEventHandler<>() {
      @Override
      public void onAdd(T added) {
        listener.changed(added);
      }

      @Override
      public void onUpdate(T before, T after) {
        listener.changed(after);
      }

      @Override
      public void onDelete(T deleted, boolean unknownFinalState) {}
    };
  }
}
