package dev.quorate.local.api.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.store.Json;
import dev.quorate.local.api.store.Meta;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The entries of {@code metadata.managedFields}: who owns which fields. */
final class ManagedFields {
  static final String APPLY = "Apply";
  static final String UPDATE = "Update";

  /** Never owned: the server writes them, or they are the object's identity. */
  private static final FieldSet IDENTITY =
      FieldSet.parse(
          Json.parse(
              """
              {"f:apiVersion":{},"f:kind":{},"f:metadata":{".":{},"f:name":{},"f:namespace":{},
               "f:creationTimestamp":{},"f:selfLink":{},"f:uid":{},"f:clusterName":{},
               "f:generation":{},"f:managedFields":{},"f:resourceVersion":{}}}\
              """));

  private static final Comparator<ObjectNode> ORDER =
      Comparator.comparing((ObjectNode e) -> e.path("operation").asText())
          .thenComparing(e -> e.path("time").asText())
          .thenComparing(e -> e.path("manager").asText())
          .thenComparing(e -> e.path("apiVersion").asText())
          .thenComparing(e -> e.path("subresource").asText());

  private final Map<Key, Owned> entries = new LinkedHashMap<>();

  /**
   * Whose entry it is. An applier keeps its entry when it moves to another version.
   *
   * @param version the apiVersion of an updater, empty for an applier
   */
  record Key(String manager, String operation, String version, String subresource) {
    static Key of(Writer writer, String operation) {
      String version = operation.equals(APPLY) ? "" : writer.apiVersion();
      return new Key(writer.manager(), operation, version, writer.subresource());
    }

    /** As conflicts name it. */
    String shown() {
      String named = "\"" + manager + "\"";
      String through = subresource.isEmpty() ? "" : " with subresource \"" + subresource + "\"";
      return named + through + (operation.equals(UPDATE) ? " using " + version : "");
    }
  }

  /** What somebody owns, in which version, since when. */
  record Owned(String apiVersion, FieldSet fields, String time) {}

  static ManagedFields of(JsonNode list) {
    var managed = new ManagedFields();
    for (JsonNode entry : list) {
      String operation = entry.path("operation").asText();
      String version = entry.path("apiVersion").asText();
      managed.entries.put(
          new Key(
              entry.path("manager").asText(),
              operation,
              operation.equals(APPLY) ? "" : version,
              entry.path("subresource").asText()),
          new Owned(version, FieldSet.parse(entry.path("fieldsV1")), entry.path("time").asText()));
    }
    return managed;
  }

  /** What a writer sent, if it sent any; else what was there. Sending [{}] resets everything. */
  static ManagedFields ofEither(ObjectNode sent, ObjectNode live) {
    JsonNode theirs = Meta.of(sent).node().path("managedFields");
    boolean reset = theirs.isArray() && (theirs.isEmpty() || theirs.path(0).isEmpty());
    if (reset) {
      return new ManagedFields();
    }
    return of(theirs.isArray() ? theirs : Meta.of(live).node().path("managedFields"));
  }

  Map<Key, Owned> entries() {
    return entries;
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  FieldSet fieldsOf(Key key) {
    Owned owned = entries.get(key);
    return owned == null ? new FieldSet() : owned.fields();
  }

  void put(Key key, String apiVersion, FieldSet fields, String time) {
    entries.put(key, new Owned(apiVersion, fields.minus(IDENTITY), time));
  }

  /** Changes what everybody but one owns. */
  void others(Key except, UnaryOperator<FieldSet> change) {
    entries.replaceAll((key, owned) ->
        key.equals(except)
            ? owned
            : new Owned(owned.apiVersion(), change.apply(owned.fields()), owned.time()));
  }

  FieldSet all() {
    var all = new FieldSet();
    for (Owned owned : entries.values()) {
      all = all.union(owned.fields());
    }
    return all;
  }

  /** Writes the entries into an object; none, if nobody owns anything. */
  void writeTo(ObjectNode object) {
    List<ObjectNode> list = new ArrayList<>();
    entries.forEach((key, owned) -> {
      if (!owned.fields().isEmpty()) {
        list.add(entry(key, owned));
      }
    });
    list.sort(ORDER);
    if (list.isEmpty()) {
      Meta.of(object).node().remove("managedFields");
    } else {
      ArrayNode array = Meta.of(object).node().putArray("managedFields");
      list.forEach(array::add);
    }
  }

  private static ObjectNode entry(Key key, Owned owned) {
    ObjectNode entry =
        Json.object()
            .put("manager", key.manager())
            .put("operation", key.operation())
            .put("apiVersion", owned.apiVersion());
    if (!owned.time().isEmpty()) {
      entry.put("time", owned.time());
    }
    entry.put("fieldsType", "FieldsV1").set("fieldsV1", owned.fields().toJson());
    if (!key.subresource().isEmpty()) {
      entry.put("subresource", key.subresource());
    }
    return entry;
  }
}
