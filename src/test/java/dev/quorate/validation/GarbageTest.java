package dev.quorate.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.api.ZookeeperCluster;
import dev.quorate.testing.CorpusFile;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What an old or missing schema lets through (3.g "with the CRD's validation removed"). */
class GarbageTest {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int ROUNDS = 3000;

  @Test
  void namesValuesOfTheWrongTypeAndKeepsTheRest() {
    assertThat(
            Checking.refusals(
                "replicas: [3]\npaused: maybe\nlogging: loud\nversion: 3.9.3\n"
                    + "pod: {tolerations: [{effect: {}}, {effect: NoSchedule}]}"
                    + Checking.STORAGE))
        .extracting(Refusal::message)
        .containsExactlyInAnyOrder(
            "spec.replicas: [3] is not a whole number; correct it or remove it",
            "spec.paused: \"maybe\" is not true or false; correct it or remove it",
            "spec.logging: \"loud\" is not what belongs there; correct it or remove it",
            "spec.pod.tolerations[0].effect: {} is not text; numbers and true or false need quotes"
                + " here; correct it or remove it",
            "spec.version: 3.9.3 can lose acknowledged writes (ZOOKEEPER-4925); write 3.9.5");
  }

  @Test
  void refusesASpecificationThatIsNoObject() {
    var cluster =
        Serialization.unmarshal(
            "apiVersion: zookeeper.quorate.dev/v1alpha1\nkind: ZookeeperCluster\n"
                + "metadata: {name: zk}\nspec: nonsense\nstatus: {conditions: 3}",
            ZookeeperCluster.class);

    assertThat(cluster.getStatus()).isNull();
    assertThat(Checking.validate(cluster, Optional.empty()))
        .isInstanceOfSatisfying(
            Validated.Refused.class,
            r ->
                assertThat(r.message())
                    .startsWith("spec: \"nonsense\" is not what belongs there; correct it"));
  }

  @Test
  void aCopyIsRefusedLikeTheOriginal() {
    var original = Checking.cluster("replicas: three" + Checking.STORAGE);
    var copy = Serialization.clone(original);

    assertThat(Checking.validate(copy, Optional.empty()))
        .isEqualTo(Checking.validate(original, Optional.empty()))
        .isInstanceOf(Validated.Refused.class);
  }

  @Test
  void refusesWhatIsTooLargeOrTooDeep() {
    assertThat(
            Checking.refusals(
                "pod: {template: {metadata: {annotations: {a: %s}}}}".formatted("x".repeat(70_000))
                    + Checking.STORAGE))
        .extracting(Refusal::field)
        .containsExactly("spec.pod.template");
    assertThat(
            Checking.refusals(
                "pod: {template: {spec: %s}}".formatted("{a: ".repeat(100) + "b" + "}".repeat(100))
                    + Checking.STORAGE))
        .extracting(Refusal::field)
        .containsExactly("spec.pod.template");
  }

  /** Random damage to a resource that uses every field; the seed of a failure is in its message. */
  @Test
  void neverThrows() {
    ObjectNode everything = tree("valid-everything");
    int accepted = 0;
    for (int seed = 0; seed < ROUNDS; seed++) {
      var damaged = everything.deepCopy();
      var random = new Random(seed);
      for (int i = 0; i <= random.nextInt(3); i++) {
        damage(damaged, random);
      }
      accepted += validate(damaged, seed) ? 1 : 0;
    }

    assertThat(accepted).as("some damage is harmless, most is not").isBetween(100, ROUNDS / 2);
  }

  private static boolean validate(ObjectNode resource, int seed) {
    var outcome = new ArrayList<Validated>();
    assertThatCode(
            () -> {
              var cluster = Serialization.unmarshal(resource.toString(), ZookeeperCluster.class);
              outcome.add(Checking.validate(cluster, Optional.empty()));
            })
        .as("seed %d: %s", seed, resource)
        .doesNotThrowAnyException();
    return outcome.getFirst() instanceof Validated.Accepted;
  }

  private static void damage(ObjectNode resource, Random random) {
    List<JsonNode> parents = new ArrayList<>();
    containers(resource.path("spec"), parents);
    switch (parents.get(random.nextInt(parents.size()))) {
      case ObjectNode object when !object.isEmpty() -> {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        object.set(names.get(random.nextInt(names.size())), garbage(random));
      }
      case ArrayNode array when !array.isEmpty() ->
          array.set(random.nextInt(array.size()), garbage(random));
      default -> ((ObjectNode) resource.path("spec")).set("config", garbage(random));
    }
  }

  private static void containers(JsonNode node, List<JsonNode> found) {
    if (node.isContainerNode()) {
      found.add(node);
    }
    node.forEach(child -> containers(child, found));
  }

  private static JsonNode garbage(Random random) {
    return switch (random.nextInt(12)) {
      case 0 -> JSON.nullNode();
      case 1 -> JSON.booleanNode(true);
      case 2 -> JSON.numberNode(random.nextInt());
      case 3 -> JSON.numberNode(1.5);
      case 4 -> JSON.numberNode(Long.MAX_VALUE);
      case 5 -> JSON.textNode("");
      case 6 -> JSON.textNode("\u0000\n ${x} ö");
      case 7 -> JSON.textNode("x".repeat(5000));
      case 8 -> JSON.textNode("1e999999999");
      case 9 -> JSON.objectNode().putNull("name");
      case 10 -> JSON.arrayNode().addNull().add("x").add(JSON.objectNode());
      default -> JSON.textNode("-1");
    };
  }

  private static ObjectNode tree(String name) {
    String text =
        CorpusFile.all().filter(f -> f.name().equals(name)).findFirst().orElseThrow().after();
    return Serialization.unmarshal(text, ObjectNode.class);
  }
}
