package dev.quorate.artefacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.quorate.testing.GoldenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The charts' schemas know every value, and refuse nonsense in words that help. */
class ChartSchemaTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectMapper YAML = new YAMLMapper();
  private static final String SPEC = "/spec/versions/0/schema/openAPIV3Schema/properties/spec";

  @TempDir Path folder;

  /** What the definition says of a specification, Helm says as well, before anything is sent. */
  @Test
  void theSpecOfTheClusterChartIsTheDefinitions() throws IOException {
    var file = schemaFile("zookeeper-cluster");
    var definition =
        YAML.readTree(Path.of("crds/zookeeperclusters.zookeeper.quorate.dev.yaml").toFile());
    var schema = (ObjectNode) JSON.readTree(file.toFile());
    ((ObjectNode) schema.path("properties")).set("spec", PlainSchema.of(definition.at(SPEC)));

    new GoldenFile(file)
        .shouldBe(
            JSON.writerWithDefaultPrettyPrinter().writeValueAsString(schema) + "\n", getClass());
  }

  @ParameterizedTest
  @ValueSource(strings = {"quorate", "quorate-crds", "zookeeper-cluster"})
  void everyValueHasASchemaAndEverySchemaADefault(String chart) throws IOException {
    var values = YAML.readTree(Path.of("helm", chart, "values.yaml").toFile());
    var schema = JSON.readTree(schemaFile(chart).toFile());

    Set<String> known = new TreeSet<>();
    collect("", schema, values, known);

    assertThat(known).isEmpty();
  }

  /** Paths that only one of the two has; free-form objects end the comparison. */
  private static void collect(String path, JsonNode schema, JsonNode values, Set<String> found) {
    var properties = schema.path("properties");
    if (path.equals(".spec") || !properties.isObject()) {
      return;
    }
    assertThat(schema.path("additionalProperties")).as(path).isEqualTo(JSON.valueToTree(false));
    var names = new TreeSet<String>();
    properties.fieldNames().forEachRemaining(names::add);
    values.fieldNames().forEachRemaining(names::add);
    names.remove("global");
    for (String name : names) {
      if (!properties.has(name) || !(values.has(name) || path.equals(".resources"))) {
        found.add(path + "." + name);
      } else {
        collect(path + "." + name, properties.path(name), values.path(name), found);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          quorate | replica: 3                        | additional properties 'replica' not allowed
          quorate | replicas: -1                      | /replicas': minimum: got -1, want 0
          quorate | replicas: many                    | /replicas': got string, want integer
          quorate | image: {pullPolicy: Sometimes}    | /image/pullPolicy': value must be one of 'Always', 'IfNotPresent', 'Never'
          quorate | image: {digest: 'latest'}         | /image/digest': 'latest' does not match pattern
          quorate | watch: {namespaces: [Team_A]}     | /watch/namespaces/0': 'Team_A' does not match pattern
          quorate | watch: {namespaces: team-a}       | /watch/namespaces': got string, want array
          quorate | leaderElection: {leaseDuration: 15} | /leaderElection/leaseDuration': got number, want string
          quorate | operator: {resync: soon}          | /operator/resync': 'soon' does not match pattern
          quorate | operator: {workers: 0}            | /operator/workers': minimum: got 0, want 1
          quorate | zookeeper: {images: {latest: a}}  | invalid propertyName 'latest'
          quorate | notify: {url: hooks.example.com/x} | /notify/url': 'hooks.example.com/x' does not match pattern
          quorate | notify: {url: 'https://me:x@example.com/'} | /notify/url': 'https://me:x@example.com/' does not match pattern
          quorate | notify: {types: Normal}           | /notify/types': value must be one of 'Warning', 'All'
          quorate | notify: {token: abc}              | additional properties 'token' not allowed
          quorate | test: {timeoutSeconds: 0}         | /test/timeoutSeconds': minimum: got 0, want 1
          quorate | log: {level: loud}                | /log/level': value must be one of 'error', 'warn', 'info', 'debug'
          quorate | metrics: {podMonitor: {enable: true}} | additional properties 'enable' not allowed
          quorate | dashboards: {labelValue: 1}       | /dashboards/labelValue': got number, want string
          quorate | dashboards: {label: 'a b'}        | /dashboards/label': 'a b' does not match pattern
          quorate | leaderElection: {enabled: false}  | replicas: more than one replica needs leaderElection.enabled=true
          quorate | metrics: {service: {enabled: false}, serviceMonitor: {enabled: true}} | metrics.podMonitor does without a Service
          quorate-crds | kept: true                   | additional properties 'kept' not allowed
          zookeeper-cluster | spec: {replicas: 12}    | /spec/replicas': maximum: got 12, want 9
          zookeeper-cluster | spec: {replica: 5}      | additional properties 'replica' not allowed
          zookeeper-cluster | spec: {storage: {type: Floppy}} | /spec/storage/type': value must be one of
          zookeeper-cluster | spec: {config: {tickTime: 2000}} | /spec/config/tickTime': got number, want string
          zookeeper-cluster | spec: {pod: {terminationGracePeriodSeconds: 1}} | minimum: got 1, want 10
          zookeeper-cluster | nameOverride: Not_A_Name | /nameOverride': 'Not_A_Name' does not match pattern
          zookeeper-cluster | test: {timeoutSeconds: 0} | /test/timeoutSeconds': minimum: got 0, want 1
          """)
  void nonsenseIsRefusedByName(String chart, String values, String complaint) throws IOException {
    var file = Files.writeString(folder.resolve("values.yaml"), values);

    assertThatThrownBy(() -> new Chart(chart).render("zk", "team-a", file))
        .hasMessageContaining(complaint);
  }

  private static Path schemaFile(String chart) {
    return Path.of("helm", chart, "values.schema.json");
  }
}
