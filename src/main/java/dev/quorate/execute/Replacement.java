package dev.quorate.execute;

import com.fasterxml.jackson.core.type.TypeReference;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an apply cannot mend: when somebody changes the key of a list's item, such as the number of
 * a Service's port, an apply adds ours beside his, and the API server refuses two of one name. So
 * whole lists are replaced by ours, once.
 */
record Replacement(KubernetesClient client, String fieldManager) {

  /** Makes the object's lists ours, and returns it as it is afterwards. */
  HasMetadata of(HasMetadata desired) {
    var json = client.getKubernetesSerialization();
    Map<String, Object> fields = json.unmarshal(json.asJson(desired), new TypeReference<>() {});
    fields.keySet().removeAll(List.of("apiVersion", "kind", "status"));
    fields.put("metadata", version(desired));
    return disowned(patch(desired, fields));
  }

  /** What we own by this is ours by apply as well, and has to be removable by apply alone. */
  private HasMetadata disowned(HasMetadata object) {
    List<ManagedFieldsEntry> others =
        object.getMetadata().getManagedFields().stream().filter(e -> !isThis(e)).toList();
    var metadata = version(object);
    metadata.put("managedFields", others);
    return patch(object, Map.of("metadata", metadata));
  }

  private boolean isThis(ManagedFieldsEntry entry) {
    return entry.getManager().equals(fieldManager)
        && entry.getOperation().equals("Update")
        && entry.getSubresource() == null;
  }

  private static Map<String, Object> version(HasMetadata object) {
    var metadata = new TreeMap<String, Object>();
    metadata.put("resourceVersion", object.getMetadata().getResourceVersion());
    return metadata;
  }

  private HasMetadata patch(HasMetadata object, Map<String, ?> fields) {
    var context =
        new PatchContext.Builder()
            .withPatchType(PatchType.JSON_MERGE)
            .withFieldManager(fieldManager)
            .build();
    return client
        .resource(object)
        .patch(context, client.getKubernetesSerialization().asJson(fields));
  }
}
