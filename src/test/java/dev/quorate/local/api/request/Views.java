package dev.quorate.local.api.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** The same stored object in the version and group that the client speaks. */
public final class Views {
  /** Field of core/v1 events → field of events.k8s.io/v1 events. */
  private static final Map<String, String> EVENT_FIELDS =
      Map.of(
          "involvedObject", "regarding",
          "message", "note",
          "source", "deprecatedSource",
          "firstTimestamp", "deprecatedFirstTimestamp",
          "lastTimestamp", "deprecatedLastTimestamp",
          "count", "deprecatedCount",
          "reportingComponent", "reportingController");

  private Views() {}

  /** A copy for the client. */
  public static ObjectNode toClient(Target target, ObjectNode stored) {
    ObjectNode view = stored.deepCopy();
    if (!target.storedType().equals(target.type().id())) {
      EVENT_FIELDS.forEach((ours, theirs) -> rename(view, ours, theirs));
    }
    return typed(target, view);
  }

  /** The client's object as it is stored; changes the tree that is passed in. */
  public static ObjectNode toStore(Target target, ObjectNode sent) {
    if (!target.storedType().equals(target.type().id())) {
      EVENT_FIELDS.forEach((ours, theirs) -> rename(sent, theirs, ours));
      sent.put("apiVersion", "v1");
    }
    return sent;
  }

  private static ObjectNode typed(Target target, ObjectNode view) {
    return view.put("apiVersion", target.apiVersion()).put("kind", target.type().names().kind());
  }

  private static void rename(ObjectNode object, String from, String to) {
    var value = object.remove(from);
    if (value != null) {
      object.set(to, value);
    }
  }
}
