package dev.quorate.local.controllers;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;

/** Changes the named fields of an object and nothing else. */
public record MergePatch(KubernetesClient client) {
  private static final PatchContext MERGE =
      new PatchContext.Builder().withPatchType(PatchType.JSON_MERGE).build();

  /** Changes the object itself, in whatever version it is now. */
  public void apply(HasMetadata object, Map<String, ?> patch) {
    client.resource(object).patch(MERGE, json(patch));
  }

  /** Replaces a list in the metadata, only of the version that was read. */
  void setMetadata(HasMetadata object, String field, List<?> values) {
    var version = object.getMetadata().getResourceVersion();
    apply(object, Map.of("metadata", Map.of("resourceVersion", version, field, values)));
  }

  /** Changes the status through its subresource. */
  public void applyStatus(HasMetadata object, Object status) {
    client.resource(object).subresource("status").patch(MERGE, json(Map.of("status", status)));
  }

  private String json(Object value) {
    return client.getKubernetesSerialization().asJson(value);
  }
}
