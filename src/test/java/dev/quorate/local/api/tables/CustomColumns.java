package dev.quorate.local.api.tables;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.quorate.local.api.store.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The columns that a definition asks for. */
final class CustomColumns {
  private CustomColumns() {}

  static List<Column> of(JsonNode definition) {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.NAME);
    JsonNode written = definition.path("additionalPrinterColumns");
    written.forEach(c -> columns.add(column(c)));
    if (written.isEmpty()) {
      columns.add(Column.AGE);
    }
    return columns;
  }

  private static Column column(JsonNode written) {
    String type = written.path("type").asText();
    JsonPath path = JsonPath.parse(written.path("jsonPath").asText());
    return new Column(
        written.path("name").asText(),
        type,
        written.path("format").asText(""),
        written.path("description").asText(""),
        written.path("priority").asInt(0),
        object -> cell(type, path.find(object)));
  }

  private static JsonNode cell(String type, List<JsonNode> found) {
    if (type.equals("date")) {
      return Column.string(
          found.isEmpty() ? "<unknown>" : HumanDuration.since(found.getFirst().asText()));
    }
    if (found.isEmpty()) {
      return JsonNodeFactory.instance.nullNode();
    }
    return type.equals("string")
        ? Column.string(found.stream().map(CustomColumns::shown).collect(Collectors.joining(" ")))
        : found.getFirst();
  }

  private static String shown(JsonNode value) {
    return value.isContainerNode() ? Json.text(value) : value.asText();
  }
}
