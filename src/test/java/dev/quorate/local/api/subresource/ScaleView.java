package dev.quorate.local.api.subresource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.request.Target;
import dev.quorate.local.api.store.Json;
import dev.quorate.local.api.store.Meta;
import java.util.Optional;

/** An object as an autoscaling/v1 Scale, and the way back. */
public record ScaleView(String specPath, String statusPath, Optional<String> selectorPath) {
  private static final ScaleView BUILT_IN =
      new ScaleView("/spec/replicas", "/status/replicas", Optional.empty());

  /** How the target's type scales. */
  public static ScaleView of(Target target) {
    return target
        .version()
        .definition()
        .map(d -> d.at("/subresources/scale"))
        .map(s ->
            new ScaleView(
                pointer(s, "specReplicasPath"),
                pointer(s, "statusReplicasPath"),
                Optional.of(pointer(s, "labelSelectorPath")).filter(p -> !p.isEmpty())))
        .orElse(BUILT_IN);
  }

  /** The Scale of an object. */
  public ObjectNode of(ObjectNode object) {
    ObjectNode scale = Json.object().put("kind", "Scale").put("apiVersion", "autoscaling/v1");
    Meta metadata = Meta.of(scale);
    for (String field :
        new String[] {"name", "namespace", "uid", "resourceVersion", "creationTimestamp"}) {
      metadata.copy(field, Meta.of(object));
    }
    ObjectNode spec = scale.putObject("spec");
    if (object.at(specPath).isNumber()) {
      spec.put("replicas", object.at(specPath).asInt());
    }
    ObjectNode status = scale.putObject("status").put("replicas", object.at(statusPath).asInt(0));
    String selector =
        selectorPath
            .map(p -> object.at(p).asText(""))
            .orElseGet(() -> text(object.at("/spec/selector")));
    if (!selector.isEmpty()) {
      status.put("selector", selector);
    }
    return scale;
  }

  /** The object with the replicas and the lock that a Scale asks for. */
  public ObjectNode apply(JsonNode scale, ObjectNode object) {
    int slash = specPath.lastIndexOf('/');
    object
        .withObject(specPath.substring(0, slash))
        .put(specPath.substring(slash + 1), scale.at("/spec/replicas").asInt(0));
    JsonNode lock = scale.at("/metadata/resourceVersion");
    if (lock.isTextual()) {
      Meta.of(object).node().set("resourceVersion", lock);
    }
    return object;
  }

  private static String pointer(JsonNode scale, String field) {
    return scale.path(field).asText("").replace('.', '/');
  }

  /** A LabelSelector object in the notation of query parameters. */
  private static String text(JsonNode selector) {
    var text = new StringBuilder();
    selector
        .path("matchLabels")
        .properties()
        .forEach(
            l -> text.append(',').append(l.getKey()).append('=').append(l.getValue().asText()));
    return text.isEmpty() ? "" : text.substring(1);
  }
}
