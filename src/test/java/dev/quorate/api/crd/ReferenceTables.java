package dev.quorate.api.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.api.ZookeeperClusterSpec;
import dev.quorate.validation.ConfigKeys;
import dev.quorate.validation.ConfigKeys.Bounds;
import dev.quorate.validation.ConfigKeys.RefusedKeys;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The tables of the reference page, from the definition and the table of configuration keys. */
final class ReferenceTables {
  private static final List<String> TOLD_ONCE = List.of("observers.storage.", "observers.pod.");

  private final JsonNode version;
  private final ConfigKeys keys;

  ReferenceTables(ObjectNode crd, ConfigKeys keys) {
    this.version = crd.at("/spec/versions/0");
    this.keys = keys;
  }

  /** A table for each section; what observers can have of their own is what all members have. */
  String specification() {
    var text = new StringBuilder(section("spec", SpecFields.of(ZookeeperClusterSpec.class)));
    SpecFields.all().stream()
        .filter(SpecField::isSection)
        .filter(field -> TOLD_ONCE.stream().noneMatch((field.path() + ".")::startsWith))
        .forEach(
            field -> text.append('\n').append(section("spec." + field.path(), field.fields())));
    return text.toString();
  }

  private String section(String title, List<SpecField> fields) {
    var rows = fields.stream().map(this::row).toList();
    return "### `%s`\n\n".formatted(title)
        + table(List.of("field", "type", "default", "allowed", "changing it", "meaning"), rows);
  }

  private String row(SpecField field) {
    var schema =
        Descriptions.at(version.at("/schema/openAPIV3Schema/properties/spec"), field.path());
    var text = DescriptionText.of(schema.path("description").asText());
    return line(
        code(field.component().getName()),
        TypeName.of(field.component()),
        field.isRequired() ? "required" : text.fallback(),
        allowed(schema),
        field.isSection() && field.cost().isPresent()
            ? "depends on the field; adding or removing it: " + field.cost().get().phrase()
            : field.phrase(),
        text.meaning());
  }

  private static String allowed(JsonNode schema) {
    var words = new ArrayList<String>();
    if (schema.has("enum")) {
      words.add(
          texts(schema.path("enum")).map(ReferenceTables::code).collect(Collectors.joining(" ")));
    }
    if (schema.has("minimum")) {
      words.add(schema.path("minimum").asText() + " to " + schema.path("maximum").asText());
    }
    for (String most : List.of("maxItems", "maxProperties")) {
      if (schema.has(most)) {
        words.add("at most " + schema.path(most).asText());
      }
    }
    return String.join(", ", words);
  }

  /** Every field of status, by path. */
  String status() {
    var rows = new ArrayList<String>();
    statusRows("", version.at("/schema/openAPIV3Schema/properties/status"), rows);
    return table(List.of("field", "meaning"), rows);
  }

  private static void statusRows(String prefix, JsonNode schema, List<String> rows) {
    schema
        .path("properties")
        .properties()
        .forEach(property -> {
          boolean isList = property.getValue().has("items");
          String path = prefix + property.getKey() + (isList ? "[]" : "");
          rows.add(line(code(path), property.getValue().path("description").asText()));
          statusRows(
              path + ".", isList ? property.getValue().path("items") : property.getValue(), rows);
        });
  }

  /** What {@code kubectl get} prints. */
  String columns() {
    var rows =
        StreamSupport.stream(version.path("additionalPrinterColumns").spliterator(), false)
            .map(column ->
                line(
                    column.path("name").asText().toUpperCase(Locale.ROOT),
                    column.has("priority") ? "`-o wide`" : "always",
                    code(column.path("jsonPath").asText())))
            .toList();
    return table(List.of("column", "shown", "from"), rows);
  }

  /** Keys of {@code spec.config} that may be set. */
  String configKeys() {
    var rows = new ArrayList<String>();
    keys.integers().forEach((key, bounds) -> rows.add(line(code(key), range(bounds))));
    keys.booleans().forEach(key -> rows.add(line(code(key), "`true` `false`")));
    keys.texts().forEach(key -> rows.add(line(code(key), "text")));
    keys.refusedValues()
        .forEach(refused ->
            rows.replaceAll(row ->
                row.startsWith("| " + code(refused.key()) + " ")
                    ? row.replaceFirst(
                        " \\|$",
                        ", not %s: %s |".formatted(codes(refused.values()), refused.reason()))
                    : row));
    rows.sort(String.CASE_INSENSITIVE_ORDER);
    return table(List.of("key", "allowed"), rows);
  }

  private static String range(Bounds bounds) {
    var unbounded = new Bounds(null, null);
    return bounds.equals(unbounded)
        ? "whole number"
        : "whole number, %s"
            .formatted(
                bounds.max().equals(unbounded.max())
                    ? "at least " + bounds.min()
                    : bounds.min() + " to " + bounds.max());
  }

  /** Keys of {@code spec.config} that may not be set. */
  String refusedKeys() {
    var rows =
        keys.refused().stream()
            .map(refused -> line(names(refused), refused.reason(), refused.remedy()))
            .toList();
    return table(List.of("keys", "why refused", "instead"), rows);
  }

  private static String names(RefusedKeys refused) {
    return codes(
        Stream.concat(
                refused.prefixes().stream().map(prefix -> prefix + "*"), refused.keys().stream())
            .toList());
  }

  private static Stream<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText);
  }

  private static String codes(Collection<String> words) {
    return words.stream().map(ReferenceTables::code).collect(Collectors.joining(" "));
  }

  private static String code(String text) {
    return "`" + text + "`";
  }

  private static String line(String... cells) {
    return Stream.of(cells)
        .map(cell -> cell.replace("|", "\\|").replace("<", "&lt;"))
        .collect(Collectors.joining(" | ", "| ", " |"));
  }

  private static String table(List<String> header, List<String> rows) {
    return line(header.toArray(String[]::new))
        + "\n"
        + "|---".repeat(header.size())
        + "|\n"
        + String.join("\n", rows)
        + "\n";
  }
}
