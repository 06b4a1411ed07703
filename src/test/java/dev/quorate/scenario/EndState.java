package dev.quorate.scenario;

import dev.quorate.model.Labels;
import dev.quorate.observe.ObjectReader;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All objects of a namespace, whoever they belong to, without what is different each time: what
 * servers and controllers fill in, secrets, and the versions of configurations.
 */
final class EndState {
  private static final List<String> CONTENT = List.of("spec", "data", "immutable", "type");
  private static final List<String> FILLED_IN =
      List.of("volumeName", "clusterIP", "clusterIPs", "nodeName");

  private EndState() {}

  /** By kind and name. */
  static SortedMap<String, Object> of(KubernetesClient client, String namespace) {
    SortedMap<String, Object> objects = new TreeMap<>();
    for (var type : ObjectReader.TYPES) {
      for (var object : client.resources(type).inNamespace(namespace).list().getItems()) {
        objects.put(
            object.getKind() + "/" + object.getMetadata().getName(), describe(client, object));
      }
    }
    return objects;
  }

  private static Object describe(KubernetesClient client, HasMetadata object) {
    var meta = object.getMetadata();
    SortedMap<String, Object> description = new TreeMap<>();
    description.put("labels", sorted(meta.getLabels()));
    description.put("annotations", sorted(meta.getAnnotations()).keySet());
    description.put(
        "owners", meta.getOwnerReferences().stream().map(OwnerReference::getName).toList());
    description.put("content", content(client, object));
    return description;
  }

  private static SortedMap<String, String> sorted(Map<String, String> map) {
    SortedMap<String, String> sorted = new TreeMap<>(map == null ? Map.of() : map);
    // Names of pods' revisions are the controller's.
    sorted.keySet().removeIf(key -> !key.startsWith("app.") && !key.startsWith(Labels.GROUP));
    return sorted;
  }

  private static Object content(KubernetesClient client, HasMetadata object) {
    return switch (object) {
      case Pod _ -> "as its StatefulSet's template has it";
      case Secret secret -> new TreeMap<>(secret.getData()).keySet();
      default -> withoutFilledIn(client, object);
    };
  }

  private static Object withoutFilledIn(KubernetesClient client, HasMetadata object) {
    var generic =
        client.getKubernetesSerialization().convertValue(object, GenericKubernetesResource.class);
    SortedMap<String, Object> content = new TreeMap<>();
    for (var key : CONTENT) {
      var value = generic.getAdditionalProperties().get(key);
      if (value instanceof Map<?, ?> map) {
        var kept = new TreeMap<String, Object>();
        map.forEach((name, part) -> kept.put(Objects.toString(name), part));
        kept.keySet().removeAll(FILLED_IN);
        content.put(key, kept);
      } else if (value != null) {
        content.put(key, value);
      }
    }
    return content;
  }
}
