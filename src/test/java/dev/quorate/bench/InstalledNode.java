package dev.quorate.bench;

import dev.quorate.api.ZookeeperCluster;
import dev.quorate.model.Labels;
import dev.quorate.testing.Kubectl;
import dev.quorate.testing.ToldStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** A real cluster that the operator is installed in, with a namespace for what is measured. */
final class InstalledNode implements AutoCloseable {
  private static final String NAMESPACE = "quorate-bench";

  /** What a watch can tell of an ensemble. */
  enum News {
    RESOURCE_EXISTS,
    STATEFUL_SET_EXISTS,
    ALL_READY
  }

  private final KubernetesClient client = new KubernetesClientBuilder().build();
  private final Map<String, CompletableFuture<Long>> told = new ConcurrentHashMap<>();
  private final Kubectl kubectl;

  private InstalledNode(Kubectl kubectl) {
    this.kubectl = kubectl;
  }

  static InstalledNode connect(Kubectl kubectl) {
    var node = new InstalledNode(kubectl);
    node.makeNamespace();
    node.watch();
    return node;
  }

  private void makeNamespace() {
    var namespace = new NamespaceBuilder().withNewMetadata().withName(NAMESPACE).endMetadata();
    client.resource(namespace.build()).create();
    var account = client.serviceAccounts().inNamespace(NAMESPACE).withName("default");
    Until.holds("default service account", () -> account.get() != null);
  }

  private void watch() {
    var resources = client.resources(ZookeeperCluster.class).inNamespace(NAMESPACE).inform();
    resources.addEventHandler(on(News.RESOURCE_EXISTS, _ -> true));
    resources.addEventHandler(on(News.ALL_READY, r -> ToldStatus.by(r).isReady()));
    client
        .apps()
        .statefulSets()
        .inNamespace(NAMESPACE)
        .inform(on(News.STATEFUL_SET_EXISTS, _ -> true));
  }

  private <T extends HasMetadata> ResourceEventHandler<T> on(News news, Predicate<T> holds) {
    return new ResourceEventHandler<>() {
      @Override
      public void onAdd(T object) {
        if (holds.test(object)) {
          time(news, object.getMetadata().getName()).complete(System.nanoTime());
        }
      }

      @Override
      public void onUpdate(T before, T object) {
        onAdd(object);
      }

      @Override
      public void onDelete(T object, boolean unknown) {}
    };
  }

  /** When a watch first told that of an ensemble. */
  CompletableFuture<Long> time(News news, String ensemble) {
    return told.computeIfAbsent(news + " " + ensemble, _ -> new CompletableFuture<>());
  }

  void apply(String name) {
    kubectl.succeed(QuickStart.named(name), "-n", NAMESPACE, "apply", "-f", "-");
  }

  /** Deletes the ensemble with its volumes, and waits until nothing is left of it. */
  void delete(String name) {
    resource(name).delete();
    var pods = client.pods().inNamespace(NAMESPACE).withLabels(Labels.cluster(name));
    Until.holds("no pods", () -> resource(name).get() == null && pods.list().getItems().isEmpty());
    client
        .persistentVolumeClaims()
        .inNamespace(NAMESPACE)
        .withLabels(Labels.cluster(name))
        .delete();
    Until.holds("no volumes", () -> volumes() == 0);
  }

  private long volumes() {
    return client.persistentVolumes().list().getItems().stream()
        .map(volume -> volume.getSpec().getClaimRef())
        .filter(claim -> claim != null && NAMESPACE.equals(claim.getNamespace()))
        .count();
  }

  private Resource<ZookeeperCluster> resource(String name) {
    return client.resources(ZookeeperCluster.class).inNamespace(NAMESPACE).withName(name);
  }

  @Override
  public void close() {
    client.namespaces().withName(NAMESPACE).delete();
    client.close();
  }
}
