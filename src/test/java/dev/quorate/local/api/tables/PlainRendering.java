package dev.quorate.local.api.tables;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.request.Target;
import dev.quorate.local.api.request.Views;
import dev.quorate.local.api.store.Json;
import java.util.List;

/** Objects as they are, in the version of the request. */
public record PlainRendering(Target target) implements Rendering {

  @Override
  public ObjectNode one(ObjectNode stored) {
    return Views.toClient(target, stored);
  }

  @Override
  public ObjectNode many(List<ObjectNode> stored) {
    ObjectNode list = Json.object();
    list.put("kind", target.type().names().listKind()).put("apiVersion", target.apiVersion());
    list.putObject("metadata");
    ArrayNode items = list.putArray("items");
    stored.forEach(o -> items.add(one(o)));
    return list;
  }

  @Override
  public ObjectNode bookmark(long revision, boolean endsInitialEvents) {
    ObjectNode object = Json.object();
    object.put("kind", target.type().names().kind()).put("apiVersion", target.apiVersion());
    ObjectNode metadata = object.putObject("metadata");
    metadata.put("resourceVersion", Long.toString(revision));
    if (endsInitialEvents) {
      metadata.putObject("annotations").put("k8s.io/initial-events-end", "true");
    }
    return object;
  }
}
