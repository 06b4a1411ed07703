package dev.quorate.cli;

import dev.quorate.api.ZookeeperCluster;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;

/** The only thing that the command line changes: annotations that are documented for people. */
final class AnnotationWriter {
  private final KubernetesClient client;
  private final String namespace;

  AnnotationWriter(Connection connection) {
    this.client = connection.client();
    this.namespace = connection.namespace();
  }

  void onCluster(String name, String key, String value) {
    write(
        client.resources(ZookeeperCluster.class).inNamespace(namespace).withName(name),
        name,
        key,
        value);
  }

  void onPod(String name, String key, String value) {
    write(client.pods().inNamespace(namespace).withName(name), name, key, value);
  }

  private static void write(Resource<?> resource, String name, String key, String value) {
    try {
      resource.patch(
          PatchContext.of(PatchType.JSON_MERGE),
          "{\"metadata\":{\"annotations\":{\"%s\":\"%s\"}}}".formatted(key, value));
    } catch (KubernetesClientException e) {
      throw e.getCode() == HttpURLConnection.HTTP_NOT_FOUND
          ? new Refused("%s went away meanwhile; nothing was written.".formatted(name))
          : e;
    }
  }
}
