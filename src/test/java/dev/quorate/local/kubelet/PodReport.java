package dev.quorate.local.kubelet;

import dev.quorate.local.controllers.MergePatch;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What the kubelet writes about one pod: its status whenever that changes, and at last its end. */
final class PodReport {
  private final KubernetesClient client;
  private PodStatus published;

  PodReport(KubernetesClient client) {
    this.client = client;
  }

  void publish(Pod pod, PodStatusView view, Instant now) {
    var status = view.status(conditions(pod), now);
    if (!status.equals(published)) {
      new MergePatch(client).applyStatus(pod, status);
      published = status;
    }
  }

  /** Own conditions as last published, because the API's copy may lag; others as they are now. */
  private List<PodCondition> conditions(Pod pod) {
    List<PodCondition> inApi =
        pod.getStatus() == null ? List.of() : pod.getStatus().getConditions();
    if (published == null) {
      return inApi;
    }
    var own = published.getConditions();
    var foreign =
        inApi.stream().filter(c -> own.stream().noneMatch(o -> o.getType().equals(c.getType())));
    return Stream.concat(own.stream(), foreign).toList();
  }

  /** Nothing of the pod runs any more: the API lets a bound pod go only now. */
  void confirmEnd(Pod pod) {
    var meta = pod.getMetadata();
    var options =
        new DeleteOptionsBuilder()
            .withGracePeriodSeconds(0L)
            .withNewPreconditions()
            .withUid(meta.getUid())
            .endPreconditions()
            .build();
    try {
      client.raw(
          "/api/v1/namespaces/%s/pods/%s".formatted(meta.getNamespace(), meta.getName()),
          "DELETE",
          options);
    } catch (KubernetesClientException e) {
      boolean alreadyGone =
          e.getCode() == HttpURLConnection.HTTP_NOT_FOUND
              || e.getCode() == HttpURLConnection.HTTP_CONFLICT;
      if (!alreadyGone) {
        throw e;
      }
    }
  }
}
