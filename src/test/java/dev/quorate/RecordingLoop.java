package dev.quorate;

import dev.quorate.api.ZookeeperCluster;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.time.Duration;

/**
 * A reconciler that writes in every pass, many times a second, and signs with its replica's name:
 * the API server's audit then shows who acted when.
 */
@ControllerConfiguration(name = "recording")
final class RecordingLoop implements Reconciler<ZookeeperCluster> {
  static final String RECORD = "record";
  private static final Duration INTERVAL = Duration.ofMillis(20);

  private final KubernetesClient client;
  private final String replica;

  RecordingLoop(KubernetesClient client, String replica) {
    this.client = client;
    this.replica = replica;
  }

  static OperatorProcess.LoopFactory factory() {
    return around ->
        new OperatorProcess.Loop(
            new RecordingLoop(around.client(), around.config().lease().identity().orElseThrow()),
            (_, _) -> {});
  }

  /** The object that replicas write. */
  static void prepare(KubernetesClient client) {
    client
        .resource(new ConfigMapBuilder().withNewMetadata().withName(RECORD).endMetadata().build())
        .create();
  }

  @Override
  public UpdateControl<ZookeeperCluster> reconcile(
      ZookeeperCluster cluster, Context<ZookeeperCluster> context) {
    client
        .configMaps()
        .inNamespace(cluster.getMetadata().getNamespace())
        .withName(RECORD)
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"data\":{\"by\":\"%s\",\"at\":\"%d\"}}".formatted(replica, System.nanoTime()));
    return UpdateControl.<ZookeeperCluster>noUpdate().rescheduleAfter(INTERVAL);
  }
}
