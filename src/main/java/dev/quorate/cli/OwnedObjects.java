package dev.quorate.cli;

import dev.quorate.model.Labels;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Everything that belongs to a cluster, by kind; never Secrets. */
final class OwnedObjects {
  private final KubernetesClient client;
  private final String namespace;
  private final String cluster;

  OwnedObjects(Connection connection, String cluster) {
    this.client = connection.client();
    this.namespace = connection.namespace();
    this.cluster = cluster;
  }

  /** How each kind is read, which may be refused for one and not for another. */
  Map<String, Supplier<List<? extends HasMetadata>>> byKind() {
    Map<String, Supplier<List<? extends HasMetadata>>> kinds = new LinkedHashMap<>();
    kinds.put("StatefulSet", () -> labelled(client.apps().statefulSets()));
    kinds.put("Pod", () -> labelled(client.pods()));
    kinds.put("PersistentVolumeClaim", () -> labelled(client.persistentVolumeClaims()));
    kinds.put("Service", () -> labelled(client.services()));
    kinds.put("ConfigMap", () -> labelled(client.configMaps()));
    kinds.put("PodDisruptionBudget", () -> labelled(client.policy().v1().podDisruptionBudget()));
    kinds.put("ServiceAccount", () -> labelled(client.serviceAccounts()));
    return kinds;
  }

  private <T extends HasMetadata, L extends KubernetesResourceList<T>> List<T> labelled(
      MixedOperation<T, L, ?> objects) {
    return objects.inNamespace(namespace).withLabel(Labels.CLUSTER, cluster).list().getItems();
  }
}
