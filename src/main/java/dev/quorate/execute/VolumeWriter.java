package dev.quorate.execute;

import dev.quorate.model.Labels;
import dev.quorate.model.Reason;
import dev.quorate.plan.Action;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;

/** The writes that let volumes grow. */
record VolumeWriter(KubernetesClient client, String namespace) {
  private static final int UNPROCESSABLE = 422;

  /**
   * Another manager than that of the records on the claim: each apply says all that its manager
   * wants, so the next record would take the size away again.
   */
  private static final String SIZES = Labels.MANAGER + "-volumes";

  /**
   * Whether a volume may grow is the API server's to say, which knows its class, its driver and the
   * quota.
   */
  WriteResult grow(Action.GrowClaim action) {
    PersistentVolumeClaim larger =
        new PersistentVolumeClaimBuilder()
            .withNewMetadata()
            .withNamespace(namespace)
            .withName(action.claim())
            .withUid(action.uid())
            .withResourceVersion(action.resourceVersion())
            .endMetadata()
            .withNewSpec()
            .withNewResources()
            .addToRequests("storage", new Quantity(action.to()))
            .endResources()
            .endSpec()
            .build();
    try {
      client.resource(larger).fieldManager(SIZES).forceConflicts().serverSideApply();
      return WriteResult.changed();
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN && e.getCode() != UNPROCESSABLE) {
        throw e;
      }
      return new WriteResult.Failed(
          Reason.VOLUME_CANNOT_GROW,
          "%s: %s; %s".formatted(ActionText.of(action), ApiAnswer.of(e), action.remedy()));
    }
  }

  WriteResult orphan(Action.OrphanPods action) {
    return new GuardedDelete(action.uid(), action.resourceVersion(), "Orphan")
        .send(
            client,
            "/apis/apps/v1/namespaces/%s/statefulsets/%s".formatted(namespace, action.set()));
  }
}
