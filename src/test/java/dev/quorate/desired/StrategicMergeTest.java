package dev.quorate.desired;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

/** Cases as in the strategic merge patch section of the Kubernetes documentation. */
class StrategicMergeTest {
  private static final String TEMPLATE =
      """
      metadata:
        labels:
          app: zookeeper
          team: storage
      spec:
        containers:
        - name: zookeeper
          image: zookeeper:3.9.5
          command: [bash, start.sh]
          env:
          - name: FIRST
            value: "1"
          - name: SECOND
            value: "2"
        tolerations:
        - key: a
        - key: b
        volumes:
        - name: config
          configMap:
            name: files
      """;

  @Test
  void objectsAreMergedFieldByField() {
    assertThat(merge("metadata: {labels: {team: search, extra: x}}").at("/metadata/labels"))
        .isEqualTo(yaml("app: zookeeper\nteam: search\nextra: x"));
  }

  @Test
  void nullTakesAFieldAway() {
    assertThat(merge("metadata: {labels: {team: null}}").at("/metadata/labels"))
        .isEqualTo(yaml("app: zookeeper"));
  }

  @Test
  void elementsWithAKnownNameAreMergedWhereTheyStand() {
    var patch =
        """
        spec:
          containers:
          - name: zookeeper
            env:
            - name: FIRST
              value: changed
        """;

    assertThat(merge(patch).at("/spec/containers/0/env"))
        .isEqualTo(yaml("- {name: FIRST, value: changed}\n- {name: SECOND, value: '2'}"));
    assertThat(merge(patch).at("/spec/containers/0/image").asText()).isEqualTo("zookeeper:3.9.5");
  }

  @Test
  void elementsWithANewNameFollowInTheOrderOfThePatch() {
    var patch =
        """
        spec:
          containers:
          - {name: z, image: first}
          - {name: a, image: second}
        """;

    assertThat(merge(patch).at("/spec/containers"))
        .extracting(container -> container.path("name").asText())
        .containsExactly("zookeeper", "z", "a");
  }

  @Test
  void listsWithoutNamesAreReplaced() {
    var patch =
        """
        spec:
          tolerations: [{key: c}]
          containers: [{name: zookeeper, command: [sleep]}]
        """;

    assertThat(merge(patch).at("/spec/tolerations")).isEqualTo(yaml("- key: c"));
    assertThat(merge(patch).at("/spec/containers/0/command")).isEqualTo(yaml("- sleep"));
  }

  @Test
  void aDirectiveDeletesAnElement() {
    var patch =
        """
        spec:
          containers:
          - name: zookeeper
            env:
            - name: FIRST
              $patch: delete
        """;

    assertThat(merge(patch).at("/spec/containers/0/env"))
        .isEqualTo(yaml("- {name: SECOND, value: '2'}"));
  }

  @Test
  void aDirectiveReplacesAWholeList() {
    var patch =
        """
        spec:
          volumes:
          - $patch: replace
          - name: other
            emptyDir: {}
        """;

    assertThat(merge(patch).at("/spec/volumes")).isEqualTo(yaml("- {name: other, emptyDir: {}}"));
  }

  @Test
  void aDirectiveReplacesOrDeletesAnObject() {
    assertThat(merge("metadata: {labels: {$patch: replace, only: this}}").at("/metadata/labels"))
        .isEqualTo(yaml("only: this"));
    assertThat(merge("metadata: {labels: {$patch: delete}}").at("/metadata")).isEqualTo(yaml("{}"));
  }

  @Test
  void listsAndObjectsThatWereNotThereAreAdded() {
    var patch =
        """
        spec:
          dnsConfig: {options: [{name: ndots, value: '1'}]}
          initContainers:
          - name: wait
            env: [{name: A, value: b}]
        """;

    assertThat(merge(patch).at("/spec/dnsConfig/options/0/name").asText()).isEqualTo("ndots");
    assertThat(merge(patch).at("/spec/initContainers/0/env/0/value").asText()).isEqualTo("b");
  }

  @Test
  void anEmptyPatchChangesNothing() {
    assertThat((JsonNode) StrategicMerge.merge(yaml(TEMPLATE), yaml("{}")))
        .isEqualTo(yaml(TEMPLATE));
  }

  private static JsonNode merge(String patch) {
    return StrategicMerge.merge(yaml(TEMPLATE), yaml(patch));
  }

  private static JsonNode yaml(String text) {
    return Serialization.unmarshal("---\n" + text, JsonNode.class);
  }
}
