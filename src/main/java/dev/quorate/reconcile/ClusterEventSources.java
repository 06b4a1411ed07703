package dev.quorate.reconcile;

import dev.quorate.api.ZookeeperCluster;
import dev.quorate.model.Labels;
import dev.quorate.observe.Kept;
import dev.quorate.observe.ObjectReader;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.config.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.TransformingItemStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One informer per type of object, on the operator's own label, so that a change of anything that
 * belongs to a cluster starts a pass and a pass reads caches only.
 */
final class ClusterEventSources {
  private static final String OURS = Labels.MANAGED_BY + "=" + Labels.MANAGER;

  private ClusterEventSources() {}

  static List<EventSource<?, ZookeeperCluster>> of(EventSourceContext<ZookeeperCluster> context) {
    List<EventSource<?, ZookeeperCluster>> sources = new ArrayList<>();
    for (String namespace : namespaces(context.getControllerConfiguration())) {
      ObjectReader.TYPES.forEach(type -> sources.add(informer(type, namespace, context)));
    }
    return sources;
  }

  /** One name stands for all namespaces. */
  private static Set<String> namespaces(ControllerConfiguration<ZookeeperCluster> configuration) {
    return configuration.getInformerConfig().getEffectiveNamespaces(configuration);
  }

  /**
   * For one namespace each, because a source has one store: what its informer of one namespace put
   * there, that of another would take for deleted.
   */
  private static <R extends HasMetadata> EventSource<R, ZookeeperCluster> informer(
      Class<R> type, String namespace, EventSourceContext<ZookeeperCluster> context) {
    return new ClusterObjects<>(
        InformerEventSourceConfiguration.from(type, ZookeeperCluster.class)
            .withName(name(type, namespace))
            .withLabelSelector(OURS)
            .withSecondaryToPrimaryMapper(
                object -> ClusterObjects.cluster(object).stream().collect(Collectors.toSet()))
            .withNamespaces(Set.of(namespace))
            .withItemStore(new TransformingItemStore<>(Kept::of))
            .build(),
        context);
  }

  private static String name(Class<? extends HasMetadata> type, String namespace) {
    var kind = HasMetadata.getKind(type);
    return namespace.equals(Constants.WATCH_ALL_NAMESPACES) ? kind : kind + " in " + namespace;
  }
}
