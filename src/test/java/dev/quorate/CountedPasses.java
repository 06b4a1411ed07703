package dev.quorate;

import dev.quorate.api.ZookeeperCluster;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.util.List;
import java.util.Map;

/** The operator's own loop, whose passes are counted by namespace when they have ended. */
@ControllerConfiguration(name = "zookeepercluster", fieldManager = "quorate")
final class CountedPasses implements Reconciler<ZookeeperCluster> {
  private final Reconciler<ZookeeperCluster> reconciler;
  private final Map<String, Integer> passes;

  CountedPasses(Reconciler<ZookeeperCluster> reconciler, Map<String, Integer> passes) {
    this.reconciler = reconciler;
    this.passes = passes;
  }

  @Override
  public UpdateControl<ZookeeperCluster> reconcile(
      ZookeeperCluster cluster, Context<ZookeeperCluster> context) throws Exception {
    var next = reconciler.reconcile(cluster, context);
    passes.merge(cluster.getMetadata().getNamespace(), 1, Integer::sum);
    return next;
  }

  @Override
  public List<EventSource<?, ZookeeperCluster>> prepareEventSources(
      EventSourceContext<ZookeeperCluster> context) {
    return reconciler.prepareEventSources(context);
  }
}
