package dev.quorate.scenario;

import dev.quorate.local.kubelet.Kubelet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What can happen to the members of one ensemble, short of a plain death. */
final class Mishaps {
  private static final String NAMESPACE = "default";

  private final RunningCluster cluster;
  private final Kubelet kubelet;
  private final String ensemble;

  Mishaps(RunningCluster cluster, String ensemble) {
    this.cluster = cluster;
    this.kubelet = cluster.local().kubelet();
    this.ensemble = ensemble;
  }

  /** Its processes stand still, as on a node that has no processor for them. */
  void freeze(String pod) {
    kubelet.signal(NAMESPACE, pod, "STOP");
  }

  void thaw(String pod) {
    kubelet.signal(NAMESPACE, pod, "CONT");
  }

  /** From its next start on, a member waits for its name before it decides anything. */
  void holdBack(String pod) {
    kubelet.names().pause(name(pod));
  }

  void letGo(String pod) {
    kubelet.names().resume(name(pod));
  }

  private String name(String pod) {
    return "%s.%s-members.%s".formatted(pod, ensemble, NAMESPACE);
  }

  /** The container dies, and starts again in the same pod on an empty disk. */
  void wipe(String pod) {
    kubelet.wipe(NAMESPACE, pod);
  }

  /** The pod is deleted, and the next one finds the disk of its claim empty. */
  void replaceOnEmptyDisk(String pod) {
    replace(pod, _ -> kubelet.wipeClaim(NAMESPACE, claim(pod)));
  }

  /** The pod is deleted, and the next one finds nothing in its database that can be read. */
  void replaceOnCorruptData(String pod) {
    replace(pod, disk -> overwrite(disk.resolve("version-2")));
  }

  private static void overwrite(Path database) throws IOException {
    try (var files = Files.list(database)) {
      for (var file :
          files.filter(f -> f.getFileName().toString().matches("(snapshot|log)\\..*")).toList()) {
        Files.write(file, new byte[] {1, 2, 3});
      }
    }
  }

  /**
   * The pod is deleted, and nothing can be written to the disk of the next one that it needs to
   * write: there is no room on that device.
   */
  void replaceOnFullDisk(String pod) {
    replace(pod, disk -> Files.createSymbolicLink(firstWritten(disk), Path.of("/dev/full")));
  }

  /** There is room again. */
  void makeRoom(String pod) {
    try {
      Files.deleteIfExists(firstWritten(kubelet.disk(NAMESPACE, claim(pod))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path firstWritten(Path disk) {
    return disk.resolve("conf").resolve("logback.xml.tmp");
  }

  /** What is done to a disk that nobody uses. */
  private interface Damage {
    void to(Path disk) throws IOException;
  }

  /** Its disk is damaged when the old pod is gone, and before the next one looks at it. */
  private void replace(String pod, Damage damage) {
    var old = cluster.local().client().pods().inNamespace(NAMESPACE).withName(pod).get();
    holdBack(pod);
    delete(pod);
    cluster.await(
        "another pod " + pod,
        () -> {
          var pods = cluster.local().client().pods().inNamespace(NAMESPACE);
          var now = pods.withName(pod).get();
          return now != null
              && !now.getMetadata().getUid().equals(old.getMetadata().getUid())
              && kubelet.pid(NAMESPACE, pod).isPresent();
        });
    try {
      damage.to(kubelet.disk(NAMESPACE, claim(pod)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    letGo(pod);
  }

  private static String claim(String pod) {
    return "data-" + pod;
  }

  /** The process that a member runs in, which is a JVM as soon as it serves. */
  long process(String pod) {
    return kubelet.pid(NAMESPACE, pod).orElseThrow();
  }

  void delete(String pod) {
    cluster.local().client().pods().inNamespace(NAMESPACE).withName(pod).delete();
  }
}
