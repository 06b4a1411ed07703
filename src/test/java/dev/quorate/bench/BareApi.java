package dev.quorate.bench;

import dev.quorate.local.api.ApiServer;
import dev.quorate.local.api.rest.Audit;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A Kubernetes API without anything behind it: objects are kept, and no pod ever runs. */
final class BareApi implements AutoCloseable {
  private static final Path DEFINITION =
      Path.of("crds", "zookeeperclusters.zookeeper.quorate.dev.yaml");

  private final ApiServer server = ApiServer.start();
  private final KubernetesClient client = server.client();

  BareApi() {
    client.load(open(DEFINITION)).serverSideApply();
  }

  private static InputStream open(Path file) {
    try {
      return Files.newInputStream(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  KubernetesClient client() {
    return client;
  }

  Audit audit() {
    return server.audit();
  }

  /** Makes the namespace, and in it the cluster {@code zk} of the quick start. */
  void createCluster(String namespace) {
    client
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(namespace).endMetadata().build())
        .create();
    client.resource(QuickStart.named("zk")).inNamespace(namespace).create();
  }

  /** The environment of an operator for this API: as in a pod, there is no kubeconfig. */
  Map<String, String> environment(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>();
    environment.put("KUBERNETES_MASTER", server.url());
    environment.put("KUBERNETES_AUTH_TRYKUBECONFIG", "false");
    environment.put("QUORATE_HTTP_HOST", "127.0.0.1");
    environment.put("QUORATE_HTTP_PORT", "0");
    environment.put("QUORATE_LEASE_NAMESPACE", "default");
    environment.putAll(more);
    return environment;
  }

  /** When a request was first answered that matches; waits for it. */
  Instant time(String what, Predicate<Audit.Entry> wanted) {
    Until.holds(what, () -> !server.audit().entries(wanted).isEmpty());
    return server.audit().entries(wanted).getFirst().time();
  }

  /** What operators asked for. */
  List<Audit.Entry> operatorRequests() {
    return server.audit().entries(BareApi::isOperator);
  }

  private static boolean isOperator(Audit.Entry entry) {
    return entry.agent().equals("quorate");
  }

  /** The answer that makes the voters' StatefulSet of a namespace exist. */
  static Predicate<Audit.Entry> statefulSet(String namespace) {
    return e -> e.wrote() && concerns(e, "statefulsets", namespace);
  }

  /** The first question of a reconcile of the cluster in a namespace. */
  static Predicate<Audit.Entry> reconcile(String namespace) {
    return e ->
        isOperator(e) && concerns(e, "statefulsets", namespace) && e.request().name().equals("zk");
  }

  /** The answer to the user who made the cluster in a namespace. */
  static Predicate<Audit.Entry> cluster(String namespace) {
    return e -> e.wrote() && !isOperator(e) && concerns(e, "zookeeperclusters", namespace);
  }

  /** The last step of a pass in which status changed. */
  static Predicate<Audit.Entry> status(String namespace) {
    return e -> e.wrote() && isOperator(e) && concerns(e, "zookeeperclusters", namespace);
  }

  private static boolean concerns(Audit.Entry entry, String resource, String namespace) {
    return entry.request().resource().equals(resource)
        && entry.request().namespace().equals(namespace);
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
