package dev.quorate.reconcile;

import dev.quorate.api.ZookeeperCluster;
import dev.quorate.model.Labels;
import dev.quorate.observe.ObjectReader;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One informer per type of object, on the operator's own label, so that a change of anything that
 * belongs to a cluster starts a pass and a pass reads caches only.
 */
final class ClusterEventSources {
  private static final String OURS = Labels.MANAGED_BY + "=" + Labels.MANAGER;

  private ClusterEventSources() {}

  static List<EventSource<?, ZookeeperCluster>> of(EventSourceContext<ZookeeperCluster> context) {
    List<EventSource<?, ZookeeperCluster>> sources = new ArrayList<>();
    ObjectReader.TYPES.forEach(type -> sources.add(informer(type, context)));
    return sources;
  }

  private static <R extends HasMetadata> EventSource<R, ZookeeperCluster> informer(
      Class<R> type, EventSourceContext<ZookeeperCluster> context) {
    return new InformerEventSource<>(
        InformerEventSourceConfiguration.from(type, ZookeeperCluster.class)
            .withName(HasMetadata.getKind(type))
            .withLabelSelector(OURS)
            .withSecondaryToPrimaryMapper(ClusterEventSources::cluster)
            .withNamespacesInheritedFromController()
            .build(),
        context);
  }

  private static Set<ResourceID> cluster(HasMetadata object) {
    Map<String, String> labels = object.getMetadata().getLabels();
    String cluster = labels == null ? null : labels.get(Labels.CLUSTER);
    return cluster == null
        ? Set.of()
        : Set.of(new ResourceID(cluster, object.getMetadata().getNamespace()));
  }
}
