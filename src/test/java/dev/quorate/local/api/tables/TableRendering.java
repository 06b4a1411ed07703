package dev.quorate.local.api.tables;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.request.Target;
import dev.quorate.local.api.request.Views;
import dev.quorate.local.api.store.Json;
import dev.quorate.local.api.store.Meta;
import java.util.List;

/**
 * Objects as rows of a meta.k8s.io/v1 Table.
 *
 * @param include what of the object goes with its row: None, Metadata or Object
 */
public record TableRendering(Target target, String include) implements Rendering {

  @Override
  public ObjectNode one(ObjectNode stored) {
    ObjectNode table = many(List.of(stored));
    table.withObject("/metadata").put("resourceVersion", Meta.of(stored).text("resourceVersion"));
    return table;
  }

  @Override
  public ObjectNode many(List<ObjectNode> stored) {
    List<Column> columns = Columns.of(target);
    ObjectNode table = Json.object().put("kind", "Table").put("apiVersion", "meta.k8s.io/v1");
    table.putObject("metadata");
    ArrayNode definitions = table.putArray("columnDefinitions");
    columns.forEach(c -> definitions.add(c.definition()));
    ArrayNode rows = table.putArray("rows");
    for (ObjectNode object : stored) {
      ObjectNode row = rows.addObject();
      ArrayNode cells = row.putArray("cells");
      columns.forEach(c -> cells.add(c.cell().apply(object)));
      included(object, row);
    }
    return table;
  }

  @Override
  public ObjectNode bookmark(long revision, boolean endsInitialEvents) {
    ObjectNode table = many(List.of());
    ObjectNode metadata = table.withObject("/metadata");
    metadata.put("resourceVersion", Long.toString(revision));
    if (endsInitialEvents) {
      metadata.putObject("annotations").put("k8s.io/initial-events-end", "true");
    }
    return table;
  }

  private void included(ObjectNode object, ObjectNode row) {
    switch (include) {
      case "None" -> {}
      case "Object" -> row.set("object", Views.toClient(target, object));
      default -> row.set("object", MetadataRendering.metadataOf(object));
    }
  }
}
