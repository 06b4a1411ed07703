package dev.quorate.reconcile;

import dev.quorate.api.ZookeeperCluster;
import dev.quorate.model.Labels;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The cached objects of one type, found by the cluster that they belong to. The framework would put
 * them into sets by their content, which means to read all of every object in every pass.
 */
final class ClusterObjects<R extends HasMetadata> extends InformerEventSource<R, ZookeeperCluster> {
  private static final String BY_CLUSTER = "cluster";

  ClusterObjects(
      InformerEventSourceConfiguration<R> configuration,
      EventSourceContext<ZookeeperCluster> context) {
    super(configuration, context);
    addIndexers(
        Map.of(BY_CLUSTER, object -> cluster(object).map(ClusterObjects::key).stream().toList()));
  }

  @Override
  public Set<R> getSecondaryResources(ZookeeperCluster cluster) {
    Set<R> objects = Collections.newSetFromMap(new IdentityHashMap<>());
    objects.addAll(byIndex(BY_CLUSTER, key(ResourceID.fromResource(cluster))));
    return objects;
  }

  /** The cluster that an object belongs to by its labels. */
  static Optional<ResourceID> cluster(HasMetadata object) {
    var labels = object.getMetadata().getLabels();
    return Optional.ofNullable(labels)
        .map(l -> l.get(Labels.CLUSTER))
        .map(name -> new ResourceID(name, object.getMetadata().getNamespace()));
  }

  private static String key(ResourceID cluster) {
    return cluster.getNamespace().orElse("") + "/" + cluster.getName();
  }
}
