package dev.quorate.local.api.tables;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.store.Json;
import dev.quorate.local.api.store.Meta;
import java.util.List;

/** Objects without anything but their metadata. */
public record MetadataRendering() implements Rendering {

  @Override
  public ObjectNode one(ObjectNode stored) {
    return metadataOf(stored);
  }

  @Override
  public ObjectNode many(List<ObjectNode> stored) {
    ObjectNode list =
        Json.object().put("kind", "PartialObjectMetadataList").put("apiVersion", "meta.k8s.io/v1");
    list.putObject("metadata");
    ArrayNode items = list.putArray("items");
    stored.forEach(o -> items.add(metadataOf(o)));
    return list;
  }

  @Override
  public ObjectNode bookmark(long revision, boolean endsInitialEvents) {
    ObjectNode bookmark = Json.object();
    ObjectNode metadata = bookmark.putObject("metadata");
    metadata.put("resourceVersion", Long.toString(revision));
    if (endsInitialEvents) {
      metadata.putObject("annotations").put("k8s.io/initial-events-end", "true");
    }
    return metadataOf(bookmark);
  }

  static ObjectNode metadataOf(ObjectNode object) {
    ObjectNode partial =
        Json.object().put("kind", "PartialObjectMetadata").put("apiVersion", "meta.k8s.io/v1");
    partial.set("metadata", Meta.of(object).node().deepCopy());
    return partial;
  }
}
