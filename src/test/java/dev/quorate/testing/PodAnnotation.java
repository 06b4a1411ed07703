package dev.quorate.testing;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;

/** What {@code kubectl annotate pod} does: whatever else happens to the pod does not matter. */
public final class PodAnnotation {
  private PodAnnotation() {}

  public static void write(KubernetesClient client, String pod, String key, String value) {
    client
        .pods()
        .inNamespace("default")
        .withName(pod)
        .patch(
            PatchContext.of(PatchType.JSON_MERGE),
            "{\"metadata\":{\"annotations\":{\"%s\":\"%s\"}}}".formatted(key, value));
  }
}
