package dev.quorate.desired;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.model.Labels;
import java.util.List;
import java.util.Optional;

/**
 * The user's overlay on the pod template ({@code spec.pod.template}). Validation has refused what
 * would endanger the ensemble; should anything of it come this far all the same, what the operator
 * owns is put back: the labels that selectors look for, and the program, variables, ports and
 * volumes that the start script relies on.
 */
final class TemplateOverlay {
  private static final List<String> OWNED_OF_CONTAINER = List.of("command", "args", "image");

  private TemplateOverlay() {}

  static JsonNode apply(JsonNode own, Optional<JsonNode> overlay) {
    return overlay
        .map(patch -> StrategicMerge.merge(own, patch))
        .map(merged -> restoreOwned(merged, own))
        .map(CanonicalJson::sorted)
        .orElse(own);
  }

  private static ObjectNode restoreOwned(ObjectNode merged, JsonNode own) {
    restoreMetadata(merged.withObject("/metadata/labels"), own.at("/metadata/labels"));
    restoreMetadata(merged.withObject("/metadata/annotations"), own.at("/metadata/annotations"));
    restoreElements(merged.withArray("/spec/volumes"), own.at("/spec/volumes"), "name");
    restoreContainer(merged.withArray("/spec/containers"), own.at("/spec/containers/0"));
    return merged;
  }

  private static void restoreMetadata(ObjectNode merged, JsonNode own) {
    own.properties().stream()
        .filter(e -> isOwned(e.getKey()))
        .forEach(e -> merged.set(e.getKey(), e.getValue()));
  }

  private static boolean isOwned(String key) {
    return key.startsWith(Labels.GROUP + "/") || key.startsWith("app.kubernetes.io/");
  }

  private static void restoreContainer(ArrayNode containers, JsonNode own) {
    int index = StrategicMerge.indexOf(containers, "name", own.path("name")).orElse(-1);
    var container = index < 0 ? containers.insertObject(0) : (ObjectNode) containers.get(index);
    container.set("name", own.path("name"));
    for (String field : OWNED_OF_CONTAINER) {
      container.remove(field);
      if (own.has(field)) {
        container.set(field, own.get(field));
      }
    }
    if (own.path("env").valueStream().noneMatch(TemplateOverlay::isBootstrap)) {
      removeBootstrap(container.withArray("/env"));
    }
    restoreElements(container.withArray("/env"), own.path("env"), "name");
    restoreElements(container.withArray("/ports"), own.path("ports"), "containerPort");
    restoreElements(container.withArray("/volumeMounts"), own.path("volumeMounts"), "mountPath");
  }

  /** The flag is gone for good once the ensemble has formed (hazard Z28). */
  private static void removeBootstrap(ArrayNode env) {
    for (int i = env.size() - 1; i >= 0; i--) {
      if (isBootstrap(env.get(i))) {
        env.remove(i);
      }
    }
  }

  private static boolean isBootstrap(JsonNode variable) {
    return ServerEnvironment.BOOTSTRAP.equals(variable.path("name").asText());
  }

  private static void restoreElements(ArrayNode merged, JsonNode own, String key) {
    for (JsonNode element : own) {
      StrategicMerge.indexOf(merged, key, element.path(key))
          .ifPresentOrElse(i -> merged.set(i, element), () -> merged.add(element));
    }
  }
}
