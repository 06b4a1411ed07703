package dev.quorate.local.kubelet;

import dev.quorate.local.controllers.MergePatch;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.NodeConditionBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The one Node object. */
final class LocalNode {
  static final String NAME = "local";
  private static final Map<String, Quantity> SIZE =
      Map.of(
          "cpu", new Quantity("2"),
          "memory", new Quantity("4Gi"),
          "pods", new Quantity("250"));

  private final KubernetesClient client;

  LocalNode(KubernetesClient client) {
    this.client = client;
  }

  void register(Instant now) {
    var node =
        client
            .resource(
                new NodeBuilder()
                    .withNewMetadata()
                    .withName(NAME)
                    .addToLabels("kubernetes.io/hostname", NAME)
                    .addToLabels("kubernetes.io/os", "linux")
                    .addToLabels("kubernetes.io/arch", "amd64")
                    .addToLabels("topology.kubernetes.io/zone", NAME)
                    .endMetadata()
                    .withNewSpec()
                    .endSpec()
                    .build())
            .createOr(existing -> existing.update());
    report(node, true, now);
  }

  void report(boolean ready, Instant now) {
    report(client.nodes().withName(NAME).require(), ready, now);
  }

  private void report(Node node, boolean ready, Instant now) {
    var time = ContainerState.time(now);
    var condition =
        new NodeConditionBuilder()
            .withType("Ready")
            .withStatus(ready ? "True" : "Unknown")
            .withReason(ready ? "KubeletReady" : "NodeStatusUnknown")
            .withMessage(
                ready ? "kubelet is posting ready status" : "Kubelet stopped posting node status.")
            .withLastHeartbeatTime(time)
            .withLastTransitionTime(time)
            .build();
    new MergePatch(client)
        .applyStatus(
            node,
            Map.of(
                "capacity", SIZE,
                "allocatable", SIZE,
                "addresses", List.of(Map.of("type", "InternalIP", "address", "127.0.0.1")),
                "nodeInfo", Map.of("kubeletVersion", "v1.33.0-quorate", "osImage", "this machine"),
                "conditions", List.of(condition)));
  }
}
