package dev.quorate.architecture.wrong.observe;

import io.fabric8.kubernetes.client.KubernetesClient;

/** Looks, and changes what it looks at. */
public final class Writes {
  static void look(KubernetesClient client) {
    client.pods().inNamespace("orders").withName("zk-0").delete();
  }
}
