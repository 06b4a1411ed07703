package dev.quorate.local;

import dev.quorate.local.api.ApiServer;
import dev.quorate.local.controllers.ClaimDirectories;
import dev.quorate.local.controllers.ClusterInformers;
import dev.quorate.local.controllers.Controllers;
import dev.quorate.local.controllers.Directories;
import dev.quorate.local.controllers.Scheduler;
import dev.quorate.local.kubelet.Kubelet;
import dev.quorate.local.kubelet.Warden;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A running cluster of one node. Several may run in one JVM and on one machine; all that one starts
 * ends with it, and with the JVM.
 */
public final class LocalCluster implements AutoCloseable {
  /**
   * The user agent of everything but the operator and the test, to tell them apart in the audit.
   */
  public static final String MACHINERY = "quorate-local-cluster";

  private static final Path DEFINITIONS = Path.of("crds");
  private static final String KUSTOMIZATION = "kustomization.yaml";
  private static final String OPERATOR_NAMESPACE = "quorate-system";

  private final Path work;
  private final ApiServer api;
  private final KubernetesClient client;
  private final KubernetesClient machinery;
  private final ClusterInformers informers;
  private final Controllers controllers;
  private final Warden warden = new Warden();
  private final Kubelet kubelet;
  private final Scheduler scheduler;

  private LocalCluster(LocalClusterOptions options) {
    work = empty(options.work().toAbsolutePath());
    api = ApiServer.start(options.port());
    client = api.client();
    definitions().forEach(this::apply);
    createNamespace(OPERATOR_NAMESPACE);
    machinery = machinery(api);
    informers = new ClusterInformers(machinery);
    var directories = new ClaimDirectories(work.resolve("volumes"));
    controllers = new Controllers(machinery, informers, directories);
    var parts = new Kubelet.Parts(directories, options.images(), warden);
    kubelet = new Kubelet(machinery, informers, parts, options.kubelet());
    scheduler = new Scheduler(machinery, informers);
    api.podLogs(kubelet::log);
    api.kubeconfig(kubeconfig());
  }

  /** Starts everything but the operator. */
  public static LocalCluster start(LocalClusterOptions options) {
    return new LocalCluster(options);
  }

  private static KubernetesClient machinery(ApiServer api) {
    var config = new ConfigBuilder(api.config()).withUserAgent(MACHINERY).build();
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  private void createNamespace(String name) {
    var namespace = new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build();
    client.resource(namespace).create();
  }

  private static Path empty(Path folder) {
    try {
      Directories.delete(folder);
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
      return files
          .filter(f -> f.toString().endsWith(".yaml") && !f.endsWith(KUSTOMIZATION))
          .sorted()
          .toList();
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

  /** Creates or changes what a file describes. */
  public void apply(Path file) {
    client.load(open(file)).serverSideApply();
  }

  /** Starts the operator for all namespaces. */
  public LocalOperator startOperator() {
    return startOperator(Map.of());
  }

  /**
   * Starts the operator.
   *
   * @param settings variables of its environment that win over those of this method
   */
  public LocalOperator startOperator(Map<String, String> settings) {
    Map<String, String> environment = new HashMap<>();
    environment.put("KUBECONFIG", kubeconfig().toString());
    environment.put("QUORATE_HTTP_HOST", "127.0.0.1");
    environment.put("QUORATE_HTTP_PORT", "0");
    environment.put("QUORATE_LEASE_NAMESPACE", OPERATOR_NAMESPACE);
    // The same pod after a restart: it takes its lease back at once.
    environment.put("POD_NAME", "quorate-0");
    environment.putAll(settings);
    var options =
        List.of(
            "-Djdk.net.hosts.file=" + kubelet.files().hosts(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-Xmx96m");
    return LocalOperator.start(warden, options, environment, work.resolve("operator.log"));
  }

  /** Ends all processes, the operator's too, then everything else. */
  @Override
  public void close() {
    kubelet.close();
    warden.close();
    scheduler.close();
    controllers.close();
    informers.close();
    machinery.close();
    client.close();
    api.close();
  }
}
