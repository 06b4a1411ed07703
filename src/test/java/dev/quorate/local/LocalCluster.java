package dev.quorate.local;

import dev.quorate.local.api.ApiServer;
import dev.quorate.local.controllers.ClaimDirectories;
import dev.quorate.local.controllers.ClusterInformers;
import dev.quorate.local.controllers.Controllers;
import dev.quorate.local.controllers.Scheduler;
import dev.quorate.local.kubelet.Kubelet;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * A running cluster of one node. Several may run in one JVM and on one machine; all that one starts
 * ends with it, and with the JVM.
 */
public final class LocalCluster implements AutoCloseable {
  private static final Path DEFINITIONS = Path.of("crds");

  private final Path work;
  private final ApiServer api;
  private final KubernetesClient client;
  private final ClusterInformers informers;
  private final Controllers controllers;
  private final Kubelet kubelet;
  private final Scheduler scheduler;

  private LocalCluster(LocalClusterOptions options) {
    work = empty(options.work().toAbsolutePath());
    api = ApiServer.start(options.port());
    client = api.client();
    definitions().forEach(file -> client.load(open(file)).serverSideApply());
    informers = new ClusterInformers(client);
    var directories = new ClaimDirectories(work.resolve("volumes"));
    controllers = new Controllers(client, informers, directories);
    kubelet = new Kubelet(client, informers, directories, options.images(), options.kubelet());
    scheduler = new Scheduler(client, informers);
    api.podLogs(kubelet::log);
    api.kubeconfig(kubeconfig());
  }

  /** Starts everything but the operator. */
  public static LocalCluster start(LocalClusterOptions options) {
    return new LocalCluster(options);
  }

  private static Path empty(Path folder) {
    try {
      if (Files.exists(folder)) {
        try (var files = Files.walk(folder)) {
          for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(file);
          }
        }
      }
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> definitions() {
    if (!Files.isDirectory(DEFINITIONS)) {
      return List.of();
    }
    try (var files = Files.list(DEFINITIONS)) {
      return files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(Path file) {
    try {
      return Files.newInputStream(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The API server, for its audit log and its faults. */
  public ApiServer api() {
    return api;
  }

  /** A client with all rights for the namespace default; closed with the cluster. */
  public KubernetesClient client() {
    return client;
  }

  /** The node, for breaking things. */
  public Kubelet kubelet() {
    return kubelet;
  }

  /** For kubectl and for the operator. */
  public Path kubeconfig() {
    return work.resolve("kubeconfig");
  }

  /** Ends all processes, then everything else. */
  @Override
  public void close() {
    kubelet.close();
    scheduler.close();
    controllers.close();
    informers.close();
    client.close();
    api.close();
  }
}
