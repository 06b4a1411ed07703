package dev.quorate.cli;

import dev.quorate.api.ZookeeperCluster;
import dev.quorate.model.Redaction;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What somebody who helps from afar needs to know of a cluster. What cannot be read is named in the
 * archive, and no secret is in it: Secrets are never read, and everything else is redacted.
 */
final class Bundle {
  private static final String ROOT = "bundle/";

  private final Connection connection;
  private final Surroundings surroundings;
  private final ZookeeperCluster cluster;
  private final int tail;
  private final Archive archive;
  private final List<String> left = new ArrayList<>();
  private int files;

  /**
   * Begins one.
   *
   * @param tail how many lines of each log
   */
  Bundle(
      Connection connection,
      Surroundings surroundings,
      ZookeeperCluster cluster,
      int tail,
      Archive archive) {
    this.connection = connection;
    this.surroundings = surroundings;
    this.cluster = cluster;
    this.tail = tail;
    this.archive = archive;
  }

  @FunctionalInterface
  private interface Source {
    String read();
  }

  /** What was left out, and why. */
  List<String> collect(Examination found, ClusterFacts facts) throws IOException {
    add("cluster.yaml", () -> RedactedObject.yaml(cluster));
    add("status.txt", () -> Lines.text(ClusterScreen.of(facts, Ink.PLAIN)));
    add("doctor.txt", () -> Lines.text(DoctorScreen.of(found, Ink.PLAIN)));
    add("events.txt", () -> ClusterEvents.text(connection, cluster));
    List<Pod> pods = objects();
    for (var pod : pods) {
      logs(pod);
      words(PodReading.of(pod));
    }
    add("README.txt", this::readme);
    return List.copyOf(left);
  }

  int files() {
    return files;
  }

  private void add(String name, Source source) throws IOException {
    String text;
    try {
      text = source.read();
    } catch (KubernetesClientException e) {
      left.add("%s: %s".formatted(name, Connection.why(e)));
      return;
    }
    archive.add(ROOT + name, Redaction.of(text));
    files++;
  }

  private List<Pod> objects() throws IOException {
    List<Pod> pods = new ArrayList<>();
    var owned = new OwnedObjects(connection, cluster.getMetadata().getName());
    for (var kind : owned.byKind().entrySet()) {
      List<? extends HasMetadata> objects;
      try {
        objects = kind.getValue().get();
      } catch (KubernetesClientException e) {
        left.add("objects/%s: %s".formatted(kind.getKey(), Connection.why(e)));
        continue;
      }
      for (var object : objects) {
        var name = object.getMetadata().getName();
        add("objects/%s/%s.yaml".formatted(kind.getKey(), name), () -> RedactedObject.yaml(object));
        if (object instanceof Pod pod) {
          pods.add(pod);
        }
      }
    }
    return pods;
  }

  private void logs(Pod pod) throws IOException {
    for (Container container : pod.getSpec().getContainers()) {
      var file = "logs/%s/%s".formatted(pod.getMetadata().getName(), container.getName());
      add(file + ".log", () -> log(pod, container, false));
      if (hasEndedBefore(pod, container)) {
        add(file + "-previous.log", () -> log(pod, container, true));
      }
    }
  }

  private static boolean hasEndedBefore(Pod pod, Container container) {
    return pod.getStatus() != null
        && pod.getStatus().getContainerStatuses().stream()
            .filter(c -> container.getName().equals(c.getName()))
            .map(ContainerStatus::getRestartCount)
            .anyMatch(count -> count != null && count > 0);
  }

  private String log(Pod pod, Container container, boolean previous) {
    var logs =
        connection
            .client()
            .pods()
            .inNamespace(connection.namespace())
            .withName(pod.getMetadata().getName())
            .inContainer(container.getName());
    return Objects.requireNonNullElse(
        previous ? logs.terminated().tailingLines(tail).getLog() : logs.tailingLines(tail).getLog(),
        "");
  }

  private void words(SeenPod pod) throws IOException {
    if (!pod.runs()) {
      return;
    }
    var texts =
        new LiveReader(surroundings.routes(), connection, connection.namespace()).texts(pod);
    for (var word : texts.entrySet()) {
      add("words/%s/%s.txt".formatted(pod.name(), word.getKey().text()), word::getValue);
    }
  }

  private String readme() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "ZookeeperCluster %s in %s at %s"
            .formatted(
                cluster.getMetadata().getName(),
                cluster.getMetadata().getNamespace(),
                surroundings.clock().instant()));
    lines.add("");
    lines.add("Secrets were not read. What looks like a secret elsewhere is ***: look through it");
    lines.add("before you give it away all the same.");
    if (!left.isEmpty()) {
      lines.add("");
      lines.add("Could not be read:");
      left.forEach(what -> lines.add("  " + what));
    }
    return Lines.text(lines);
  }
}
