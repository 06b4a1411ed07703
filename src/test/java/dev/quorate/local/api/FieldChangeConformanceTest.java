package dev.quorate.local.api;

import static dev.quorate.local.api.ClusterDefinition.CLUSTERS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.quorate.api.Cost;
import dev.quorate.local.api.ApiUnderTest.Answer;
import dev.quorate.testing.FieldCase;
import dev.quorate.testing.FieldCases;
import dev.quorate.validation.Validated;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A field that can be changed can be put back and removed; the others cannot be changed at all. */
class FieldChangeConformanceTest {
  @RegisterExtension static final ApiUnderTest api = new ApiUnderTest();

  @BeforeAll
  static void applyTheDefinition() throws IOException {
    ClusterDefinition.apply(api, "fields");
  }

  static Stream<FieldCase> changeable() {
    return FieldCases.all().filter(field -> field.cost() != Cost.NEVER);
  }

  static Stream<FieldCase> fixed() {
    return FieldCases.of(Cost.NEVER);
  }

  /** What the operator refuses whatever was before is refused here as well. */
  @ParameterizedTest
  @MethodSource("changeable")
  void canBeSetChangedPutBackAndRemoved(FieldCase field) {
    create(field.with(field.from()));

    for (var next : List.of(field.with(field.to()), field.with(field.from()), field.removed())) {
      var answer = replace(next);
      assertThat(answer.status() == 200)
          .as("%s", answer.body())
          .isEqualTo(FieldCase.validated(next) instanceof Validated.Accepted);
    }
  }

  @ParameterizedTest
  @MethodSource("fixed")
  void cannotBeChangedAddedOrRemoved(FieldCase field) {
    create(field.with(field.from()));

    assertThat(replace(field.with(field.to())).message()).contains("cannot change");
    if (!isDefault(field)) {
      assertThat(replace(field.removed()).message()).contains("cannot change");
      api.delete(CLUSTERS + "/zk", "");
      create(field.removed());
      assertThat(replace(field.with(field.from())).message()).contains("cannot change");
    }
  }

  /** Without it, it has the value that it is set to. */
  private static boolean isDefault(FieldCase field) {
    return FieldCase.ensemble(field.removed()).equals(FieldCase.ensemble(field.with(field.from())));
  }

  private static void create(ObjectNode cluster) {
    var answer = api.create(CLUSTERS, here(cluster).toString());
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
  }

  private static Answer replace(ObjectNode cluster) {
    var stored = api.get(CLUSTERS + "/zk");
    var next = here(cluster);
    next.withObject("/metadata").put("resourceVersion", stored.text("/metadata/resourceVersion"));
    return api.put(CLUSTERS + "/zk", next);
  }

  private static ObjectNode here(ObjectNode cluster) {
    var metadata = (ObjectNode) cluster.path("metadata");
    metadata.put("namespace", api.namespace()).remove("uid");
    return cluster;
  }
}
