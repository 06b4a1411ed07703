package dev.quorate.architecture.wrong.zookeeper;

import io.fabric8.kubernetes.client.KubernetesClient;

/** Has no business with the Kubernetes API. */
public final class SpeaksKubernetes {
  static String version(KubernetesClient client) {
    return client.getApiVersion();
  }
}
