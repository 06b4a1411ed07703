package dev.quorate.local.api;

import dev.quorate.local.api.gc.Collector;
import dev.quorate.local.api.http.HttpListener;
import dev.quorate.local.api.rest.ApiHandler;
import dev.quorate.local.api.rest.Audit;
import dev.quorate.local.api.rest.Faults;
import dev.quorate.local.api.rest.ResourceHandler;
import dev.quorate.local.api.store.Store;
import dev.quorate.local.api.subresource.PodLogs;
import dev.quorate.local.api.types.ResourceTypes;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** A running server on 127.0.0.1 over plain HTTP that lets everybody in. */
public final class ApiServer implements AutoCloseable {
  private final HttpListener listener;
  private final Collector collector;
  private final ResourceHandler resources;
  private final Audit audit = new Audit();
  private final Faults faults = new Faults();
  private final AtomicReference<PodLogs> logs =
      new AtomicReference<>((namespace, pod, container, previous) -> Optional.empty());

  private ApiServer(int port) throws IOException {
    var store = new Store();
    var types = new ResourceTypes();
    store.listen(types::follow);
    this.collector = Collector.start(store, types);
    this.resources = new ResourceHandler(store, types, logs);
    for (String namespace : List.of("default", "kube-node-lease", "kube-public", "kube-system")) {
      resources.bootstrap("v1", "Namespace", "", namespace);
    }
    var handler = new ApiHandler(types, resources, audit, faults);
    this.listener = HttpListener.start(port, handler);
  }

  /** Starts on a free port. */
  public static ApiServer start() {
    return start(0);
  }

  /** Starts an empty server: it holds the namespaces default and kube-system, and nothing else. */
  public static ApiServer start(int port) {
    try {
      return new ApiServer(port);
    } catch (IOException e) {
      throw new UncheckedIOException("no API server on port " + port, e);
    }
  }

  /** Where it listens. */
  public String url() {
    return "http://127.0.0.1:" + listener.port();
  }

  /** A client configuration for the namespace default. */
  public Config config() {
    return new ConfigBuilder(Config.empty())
        .withMasterUrl(url())
        .withNamespace("default")
        .withRequestRetryBackoffLimit(0)
        // the first definition with many rules takes seconds on a busy machine
        .withRequestTimeout(60_000)
        .build();
  }

  /** A new client; the caller closes it. */
  public KubernetesClient client() {
    return new KubernetesClientBuilder().withConfig(config()).build();
  }

  /** What was asked of it. */
  public Audit audit() {
    return audit;
  }

  /** What goes wrong with requests. */
  public Faults faults() {
    return faults;
  }

  /** Where {@code kubectl logs} finds what containers print; nowhere until this is called. */
  public void podLogs(PodLogs source) {
    logs.set(source);
  }

  /** Cuts all watches, as a restart of the server does. */
  public void dropWatches() {
    listener.dropStreams();
  }

  /** Forgets the history: a watch that resumes from an older revision gets 410. */
  public void compact() {
    resources.compact();
  }

  /** The text of a kubeconfig for kubectl. */
  public String kubeconfig() {
    return """
    apiVersion: v1
    kind: Config
    clusters:
    - name: quorate-local
      cluster:
        server: %s
    users:
    - name: quorate-local
      user: {}
    contexts:
    - name: quorate-local
      context:
        cluster: quorate-local
        user: quorate-local
        namespace: default
    current-context: quorate-local
    """
        .formatted(url());
  }

  /** Writes the kubeconfig to a file and returns the file. */
  public Path kubeconfig(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      return Files.writeString(file, kubeconfig());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    collector.close();
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
