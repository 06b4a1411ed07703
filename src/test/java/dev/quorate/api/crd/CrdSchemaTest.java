package dev.quorate.api.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.ShippedTables;
import dev.quorate.api.ZookeeperClusterSpec;
import dev.quorate.api.ZookeeperClusterStatus;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What holds for the CRD as a whole, whatever fields it has. */
class CrdSchemaTest {
  /** Client-side apply keeps a copy in an annotation, and people read this file. */
  private static final int LARGEST = 100 * 1024;

  private static final Pattern NAMED_IN_RULE = Pattern.compile("\\b(?:self|oldSelf)\\.(\\w+)");

  private final ObjectNode crd = CrdGeneration.zookeeperClusters(ShippedTables.read());
  private final JsonNode version = crd.at("/spec/versions/0");
  private final JsonNode schema = version.at("/schema/openAPIV3Schema");

  @Test
  void isSmall() {
    assertThat(CrdYaml.write(crd).getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(LARGEST);
  }

  @Test
  void isTheSameEveryTime() {
    assertThat(CrdGeneration.zookeeperClusters(ShippedTables.read())).isEqualTo(crd);
  }

  @Test
  void everyFieldOfOursHasADescription() {
    var undescribed = new ArrayList<String>();
    ownFields()
        .forEach((path, node) -> {
          if (node.path("description").asText().length() < 10) {
            undescribed.add(path);
          }
        });

    assertThat(undescribed).isEmpty();
    assertThat(ownFields()).hasSizeGreaterThan(80);
  }

  @Test
  void everythingThatARuleLooksAtHasABound() {
    var unbounded = new ArrayList<String>();
    collectUnbounded("", schema, unbounded);

    assertThat(unbounded).isEmpty();
  }

  @Test
  void columnsComeInTheOrderInWhichPeopleReadThem() {
    assertThat(version.path("additionalPrinterColumns"))
        .extracting(c -> c.path("name").asText() + (c.has("priority") ? " (wide)" : ""))
        .containsExactly(
            "Ready",
            "Leader",
            "Version",
            "Status",
            "Age",
            "Quorum (wide)",
            "Revision (wide)",
            "Endpoint (wide)",
            "Message (wide)");
  }

  @Test
  void canBeScaled() {
    assertThat(version.at("/subresources/scale").toString())
        .isEqualTo(
            "{\"specReplicasPath\":\".spec.replicas\",\"statusReplicasPath\":\".status.replicas\","
                + "\"labelSelectorPath\":\".status.selector\"}");
    assertThat(schema.at("/properties/spec/properties/replicas/default").asInt()).isEqualTo(3);
  }

  @Test
  void listsOfOursSayHowTheyMerge() {
    var silent = new ArrayList<String>();
    collectListsWithoutType("", schema, silent);

    assertThat(silent).isEmpty();
    assertThat(schema.at("/properties/status/properties/conditions/x-kubernetes-list-map-keys"))
        .extracting(JsonNode::asText)
        .containsExactly("type");
    assertThat(schema.at("/properties/status/properties/members/x-kubernetes-list-map-keys"))
        .extracting(JsonNode::asText)
        .containsExactly("name");
  }

  @Test
  void holdsNothingThatIsOnlyForTheOperatorItself() {
    assertThat(schema.at("/properties/spec/properties").has("unreadable")).isFalse();
  }

  private static void collectListsWithoutType(String path, JsonNode node, List<String> silent) {
    if (ListTypes.isListOfOurs(node) && !node.has("x-kubernetes-list-type")) {
      silent.add(path);
    }
    node.properties()
        .forEach(e -> collectListsWithoutType(path + "/" + e.getKey(), e.getValue(), silent));
  }

  private static void collectUnbounded(String path, JsonNode node, List<String> unbounded) {
    for (JsonNode rule : node.path("x-kubernetes-validations")) {
      collectUnboundedSelf(path, node, unbounded);
      var names = NAMED_IN_RULE.matcher(rule.path("rule").asText());
      while (names.find()) {
        JsonNode property = node.path("properties").path(names.group(1));
        if (property.isObject()) {
          collectUnboundedSelf(path + "/" + names.group(1), property, unbounded);
        }
      }
    }
    node.properties()
        .forEach(e -> collectUnbounded(path + "/" + e.getKey(), e.getValue(), unbounded));
  }

  private static void collectUnboundedSelf(String path, JsonNode node, List<String> unbounded) {
    boolean bounded =
        switch (node.path("type").asText()) {
          case "string" -> node.has("maxLength") || node.has("enum");
          case "array" -> node.has("maxItems") && isBoundedItem(node.path("items"));
          case "object" ->
              !node.has("additionalProperties")
                  || (node.has("maxProperties")
                      && isBoundedItem(node.path("additionalProperties")));
          default -> true;
        };
    if (!bounded) {
      unbounded.add(path);
    }
  }

  private static boolean isBoundedItem(JsonNode item) {
    return !item.path("type").asText().equals("string")
        || item.has("maxLength")
        || item.has("enum");
  }

  /** Every field of our own records by its path; what Kubernetes types hold is not ours. */
  private Map<String, JsonNode> ownFields() {
    var fields = new TreeMap<String, JsonNode>();
    collect("spec", ZookeeperClusterSpec.class, schema.at("/properties/spec"), fields);
    collect("status", ZookeeperClusterStatus.class, schema.at("/properties/status"), fields);
    fields.remove("spec.unreadable");
    return fields;
  }

  private static void collect(
      String path, Class<?> type, JsonNode node, Map<String, JsonNode> fields) {
    for (RecordComponent component : type.getRecordComponents()) {
      String field = path + "." + component.getName();
      JsonNode property = node.path("properties").path(component.getName());
      fields.put(field, property);
      Class<?> inner = recordIn(component);
      if (inner != null) {
        collect(field, inner, property.has("items") ? property.path("items") : property, fields);
      }
    }
  }

  private static Class<?> recordIn(RecordComponent component) {
    if (component.getType().isRecord()) {
      return component.getType();
    }
    return component.getGenericType() instanceof ParameterizedType generic
            && generic.getActualTypeArguments()[0] instanceof Class<?> item
            && item.isRecord()
        ? item
        : null;
  }
}
