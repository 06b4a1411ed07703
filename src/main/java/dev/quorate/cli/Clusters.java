package dev.quorate.cli;

import dev.quorate.api.ZookeeperCluster;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.stream.Collectors;

/** Finds clusters; for one that is not there, tells what is. */
final class Clusters {
  private static final String NO_DEFINITION =
      "This Kubernetes cluster has no resource ZookeeperCluster: the operator's definition is not"
          + " installed. helm/quorate and deploy/ bring it.";

  private final KubernetesClient client;
  private final String namespace;

  Clusters(Connection connection) {
    this.client = connection.client();
    this.namespace = connection.namespace();
  }

  ZookeeperCluster named(String name) {
    var found =
        client.resources(ZookeeperCluster.class).inNamespace(namespace).withName(name).get();
    if (found == null) {
      throw new Refused(missing(name));
    }
    return found;
  }

  private String missing(String name) {
    var here = inNamespace();
    var elsewhere = here.isEmpty() ? elsewhere() : "";
    return "There is no ZookeeperCluster %s in %s.%s"
        .formatted(
            name,
            namespace,
            here.isEmpty()
                ? elsewhere
                : " There "
                    + (here.size() == 1 ? "is " : "are ")
                    + here.stream()
                        .map(c -> c.getMetadata().getName())
                        .collect(Collectors.joining(", "))
                    + ".");
  }

  /** Whoever may not look there is told less. */
  private String elsewhere() {
    try {
      var all = everywhere();
      return all.isEmpty()
          ? " There is none in any namespace."
          : " There is none in this namespace; elsewhere: %s."
              .formatted(
                  all.stream()
                      .map(c ->
                          "%s -n %s"
                              .formatted(c.getMetadata().getName(), c.getMetadata().getNamespace()))
                      .collect(Collectors.joining(", ")));
    } catch (KubernetesClientException _) {
      return " There is none in this namespace.";
    }
  }

  List<ZookeeperCluster> inNamespace() {
    try {
      return client.resources(ZookeeperCluster.class).inNamespace(namespace).list().getItems();
    } catch (KubernetesClientException e) {
      throw orNoDefinition(e);
    }
  }

  List<ZookeeperCluster> everywhere() {
    try {
      return client.resources(ZookeeperCluster.class).inAnyNamespace().list().getItems();
    } catch (KubernetesClientException e) {
      throw orNoDefinition(e);
    }
  }

  private static RuntimeException orNoDefinition(KubernetesClientException e) {
    return e.getCode() == HttpURLConnection.HTTP_NOT_FOUND ? new Refused(NO_DEFINITION) : e;
  }
}
