package dev.quorate.execute;

import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.EvictionBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;

/**
 * Deletes exactly the object that was looked at. The client's own delete cannot carry a uid, so the
 * request is written out.
 *
 * @param uid of the object
 * @param resourceVersion in which it was seen; null when only its identity matters
 * @param propagation what becomes of what it owns; null for the API server's own choice
 */
record GuardedDelete(String uid, String resourceVersion, String propagation) {

  /** With whatever becomes of what the object owns by default. */
  static GuardedDelete of(String uid, String resourceVersion) {
    return new GuardedDelete(uid, resourceVersion, null);
  }

  WriteResult send(KubernetesClient client, String path) {
    client.raw(path, "DELETE", options());
    return WriteResult.changed();
  }

  /**
   * The same for a pod, unless a disruption budget objects. Tried without effect first: an eviction
   * of a pod that changed meanwhile is refused, but only after the API server has charged it to the
   * budget, which then refuses everybody for two minutes.
   */
  WriteResult evict(KubernetesClient client, String namespace, String pod) {
    var eviction =
        new EvictionBuilder()
            .withNewMetadata()
            .withNamespace(namespace)
            .withName(pod)
            .endMetadata()
            .withDeleteOptions(options())
            .build();
    String path = "/api/v1/namespaces/%s/pods/%s/eviction".formatted(namespace, pod);
    client.raw(path + "?dryRun=All", "POST", eviction);
    client.raw(path, "POST", eviction);
    return WriteResult.changed();
  }

  private DeleteOptions options() {
    return new DeleteOptionsBuilder()
        .withPropagationPolicy(propagation)
        .withNewPreconditions()
        .withUid(uid)
        .withResourceVersion(resourceVersion)
        .endPreconditions()
        .build();
  }
}
