package dev.quorate.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.api.ZookeeperCluster;
import dev.quorate.local.api.ApiServer;
import dev.quorate.model.Labels;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** An API server with clusters in it that no operator looks after. */
final class ServedClusters implements AutoCloseable {
  private static final Path CRD = Path.of("crds/zookeeperclusters.zookeeper.quorate.dev.yaml");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final ApiServer server = ApiServer.start();
  private final KubernetesClient client = server.client();

  ServedClusters withDefinition() throws IOException {
    try (InputStream definition = Files.newInputStream(CRD)) {
      client.load(definition).serverSideApply();
    }
    return this;
  }

  ApiServer server() {
    return server;
  }

  KubernetesClient client() {
    return client;
  }

  ServedClusters namespace(String name) {
    client
        .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .create();
    return this;
  }

  /** A cluster with the status of a sketch, and its pods. */
  ServedClusters cluster(String namespace, String name, Sketch sketch) throws IOException {
    var facts = sketch.facts();
    ObjectNode resource = MAPPER.valueToTree(facts.resource());
    var metadata = MAPPER.createObjectNode().put("name", name).put("namespace", namespace);
    resource.set("metadata", metadata);
    var created =
        client
            .resource(MAPPER.treeToValue(resource, ZookeeperCluster.class))
            .inNamespace(namespace)
            .create();
    if (facts.resource().getStatus() != null) {
      created.setStatus(facts.resource().getStatus());
      client.resource(created).inNamespace(namespace).updateStatus();
    }
    facts.pods().ifKnown().orElse(Map.of()).values().forEach(p -> pod(namespace, name, p));
    return this;
  }

  private void pod(String namespace, String cluster, SeenPod seen) {
    var pod = client.resource(yaml(namespace, cluster, seen)).inNamespace(namespace).create();
    if (pod instanceof Pod made) {
      made.setStatus(status(seen));
      client.resource(made).inNamespace(namespace).updateStatus();
    }
  }

  private static PodStatus status(SeenPod seen) {
    return new PodStatusBuilder()
        .withPhase("Running")
        .withPodIP("127.0.0.1")
        .addNewContainerStatus()
        .withName("zookeeper")
        .withImage("zookeeper:3.9.5")
        .withImageID("")
        .withReady(seen.ready())
        .withRestartCount(seen.restarts())
        .endContainerStatus()
        .build();
  }

  private static String yaml(String namespace, String cluster, SeenPod seen) {
    return """
    apiVersion: v1
    kind: Pod
    metadata:
      name: %s
      namespace: %s
      labels:
        app.kubernetes.io/managed-by: quorate
        %s: %s
    spec:
      containers:
      - name: zookeeper
        image: zookeeper:3.9.5
        env:
        - {name: KEYSTORE_PASSWORD, value: hunter2-env}
        args: ["-Dzookeeper.ssl.keyStore.password=hunter2-flag"]
    """
        .formatted(seen.name(), namespace, Labels.CLUSTER, cluster);
  }

  /** The server's kubeconfig in a folder. */
  Path kubeconfig(Path folder) {
    return server.kubeconfig(folder.resolve("kubeconfig"));
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
