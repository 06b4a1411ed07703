package dev.quorate.execute;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Server-side apply with the operator's field manager, skipped when the live object already holds
 * everything that is wanted and nothing that was wanted before. An apply carries the version that
 * was read. The answer of the last comparison is kept per object, so that a pass at rest compares
 * numbers only.
 */
public final class ResourceApplier {
  private static final int UNPROCESSABLE = 422;

  private record Comparison(String resourceVersion, int wanted) {}

  /** Whether a live object holds all that is wanted, and nothing that we wanted before. */
  @FunctionalInterface
  interface Holds {
    boolean test(HasMetadata live, HasMetadata desired);
  }

  private final Map<ObjectKey, Comparison> equal = new ConcurrentHashMap<>();
  private final String fieldManager;

  public ResourceApplier(String fieldManager) {
    this.fieldManager = fieldManager;
  }

  /** Sends the object when it differs from the live one; the caller handles the API's refusals. */
  WriteResult apply(
      HasMetadata desired, Optional<HasMetadata> live, KubernetesClient client, Holds holds) {
    var key = ObjectKey.of(desired);
    int wanted = client.getKubernetesSerialization().asJson(desired).hashCode();
    if (live.isPresent() && isEqual(key, live.get(), desired, wanted, holds)) {
      return WriteResult.unchanged();
    }
    var applied = send(carrying(live, desired, client), live.isPresent(), client);
    // Whatever a comparison says of the answer, the server holds what was wanted now.
    equal.put(key, new Comparison(version(applied), wanted));
    return live.map(l -> version(l).equals(version(applied))).orElse(false)
        ? WriteResult.unchanged()
        : WriteResult.changed();
  }

  private HasMetadata send(HasMetadata desired, boolean exists, KubernetesClient client) {
    try {
      return serverSideApply(desired, client);
    } catch (KubernetesClientException e) {
      if (e.getCode() != UNPROCESSABLE || !exists) {
        throw e;
      }
      var replaced = new Replacement(client, fieldManager).of(desired);
      return serverSideApply(carrying(Optional.of(replaced), desired, client), client);
    }
  }

  private HasMetadata serverSideApply(HasMetadata desired, KubernetesClient client) {
    return client.resource(desired).fieldManager(fieldManager).forceConflicts().serverSideApply();
  }

  /**
   * The wanted object with the version that it was compared with. Were the cache old, an apply
   * would otherwise undo what has been written since, such as the record that the ensemble has
   * formed; so the API server refuses it.
   */
  private static HasMetadata carrying(
      Optional<HasMetadata> live, HasMetadata desired, KubernetesClient client) {
    if (live.isEmpty() || desired instanceof PodDisruptionBudget) {
      return desired;
    }
    HasMetadata copy = client.getKubernetesSerialization().clone(desired);
    copy.getMetadata().setResourceVersion(version(live.get()));
    return copy;
  }

  private boolean isEqual(
      ObjectKey key, HasMetadata live, HasMetadata desired, int wanted, Holds holds) {
    var comparison = new Comparison(version(live), wanted);
    if (comparison.equals(equal.get(key))) {
      return true;
    }
    boolean matches = holds.test(live, desired);
    if (matches) {
      equal.put(key, comparison);
    }
    return matches;
  }

  /** Drops what is remembered of a cluster that is gone. */
  public void forget(String namespace, String cluster) {
    equal.keySet().removeIf(k -> k.namespace().equals(namespace) && isNameOf(cluster, k.name()));
  }

  private static boolean isNameOf(String cluster, String name) {
    return name.equals(cluster) || name.startsWith(cluster + "-");
  }

  private static String version(HasMetadata object) {
    return object.getMetadata().getResourceVersion();
  }
}
