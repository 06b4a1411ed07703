package dev.quorate.local.api.tables;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.local.api.store.Meta;
import java.util.List;
import java.util.Locale;

/** Events: when, what about, and what was said. */
final class EventColumns {
  private EventColumns() {}

  static List<Column> all() {
    return List.of(
        Column.text("Last Seen", EventColumns::lastSeen),
        Column.field("Type", "/type", ""),
        Column.field("Reason", "/reason", ""),
        Column.text("Object", EventColumns::object),
        Column.wide("Subobject", e -> e.at("/involvedObject/fieldPath").asText("")),
        Column.wide("Source", EventColumns::source),
        Column.text("Message", e -> e.path("message").asText("").strip()),
        Column.wide("First Seen", EventColumns::firstSeen),
        Column.wide("Count", e -> Integer.toString(Math.max(1, e.path("count").asInt(1)))),
        Column.wide("Name", e -> Meta.of(e).name()));
  }

  private static String lastSeen(ObjectNode event) {
    String last =
        Column.value(
            event,
            "/series/lastObservedTime",
            Column.value(event, "/lastTimestamp", event.path("eventTime").asText("")));
    return HumanDuration.since(last);
  }

  private static String firstSeen(ObjectNode event) {
    return HumanDuration.since(
        Column.value(event, "/firstTimestamp", event.path("eventTime").asText("")));
  }

  private static String object(ObjectNode event) {
    return event.at("/involvedObject/kind").asText().toLowerCase(Locale.ROOT)
        + "/"
        + event.at("/involvedObject/name").asText();
  }

  private static String source(ObjectNode event) {
    return Column.value(event, "/reportingComponent", event.at("/source/component").asText(""));
  }
}
