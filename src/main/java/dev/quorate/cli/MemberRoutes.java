package dev.quorate.cli;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;

/** Ways from here to the ports of members. */
interface MemberRoutes {

  /** Opens a way; whether it leads anywhere shows only when it is used. */
  Route open(KubernetesClient client, String namespace, SeenPod pod, int port);

  /** A way to one member. */
  interface Route extends AutoCloseable {
    String host();

    int port();

    /** Whether every byte goes through the Kubernetes API, which takes time of its own. */
    default boolean isForwarded() {
      return false;
    }

    /** Why it leads nowhere, once that has shown. */
    Optional<String> failure();

    @Override
    void close();
  }
}
