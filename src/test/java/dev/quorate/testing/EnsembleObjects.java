package dev.quorate.testing;

import dev.quorate.model.Labels;
import dev.quorate.observe.ObjectReader;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.stream.Stream;

/** All objects that carry the label of one cluster. */
public final class EnsembleObjects {
  private final KubernetesClient client;
  private final String cluster;

  public EnsembleObjects(KubernetesClient client, String cluster) {
    this.client = client;
    this.cluster = cluster;
  }

  public Stream<HasMetadata> all() {
    return ObjectReader.TYPES.stream().flatMap(this::ofType);
  }

  private <T extends HasMetadata> Stream<T> ofType(Class<T> type) {
    return client
        .resources(type)
        .inNamespace("default")
        .withLabels(Labels.cluster(cluster))
        .list()
        .getItems()
        .stream();
  }

  /** Kind and name of each, claims included. */
  public List<String> names() {
    return all().map(o -> o.getKind() + "/" + o.getMetadata().getName()).sorted().toList();
  }

  /** Identity and version of each. */
  public List<String> versions() {
    return all()
        .map(o ->
            "%s/%s %s"
                .formatted(
                    o.getKind(), o.getMetadata().getName(), o.getMetadata().getResourceVersion()))
        .sorted()
        .toList();
  }

  /** Whether nothing but claims is left. */
  public boolean isEmpty() {
    return all().allMatch(PersistentVolumeClaim.class::isInstance);
  }
}
