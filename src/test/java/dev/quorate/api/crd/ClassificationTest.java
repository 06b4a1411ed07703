package dev.quorate.api.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quorate.ShippedTables;
import dev.quorate.api.Change;
import dev.quorate.api.Cost;
import dev.quorate.api.ZookeeperClusterSpec;
import dev.quorate.api.ZookeeperClusterStatus;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every field of the specification says once what a change of it costs. */
class ClassificationTest {

  private record Forgotten(
      @Change(Cost.LIVE) String said,
      String forgotten,
      Map<String, String> forgottenMap,
      Inner section) {}

  private record Inner(@Change(Cost.NEVER) Integer said, Boolean forgotten) {}

  @Test
  void aFieldWithoutAClassIsFound() {
    assertThat(SpecFields.unclassified(Forgotten.class))
        .containsExactly("forgotten", "forgottenMap", "section.forgotten");
  }

  @Test
  void everyFieldIsClassified() {
    assertThat(SpecFields.unclassified(ZookeeperClusterSpec.class)).isEmpty();
    assertThat(SpecFields.values()).hasSizeGreaterThan(50);
  }

  /** What a section costs follows from its fields; only its being there can cost something else. */
  @Test
  void sectionsLeaveItToTheirFields() {
    assertThat(SpecFields.all())
        .filteredOn(field -> field.isSection() && field.cost().isPresent())
        .extracting(SpecField::path)
        .containsExactly("observers.storage.log", "storage.log");
  }

  @Test
  void statusIsNotChangedByUsers() {
    assertThat(SpecFields.flat(SpecFields.of(ZookeeperClusterStatus.class)))
        .filteredOn(field -> field.cost().isPresent())
        .isEmpty();
  }

  @Test
  void everyDescriptionEndsWithIt() {
    var spec =
        CrdGeneration.zookeeperClusters(ShippedTables.read())
            .at("/spec/versions/0/schema/openAPIV3Schema/properties/spec");

    assertThat(SpecFields.all())
        .allSatisfy(field ->
            assertThat(Descriptions.at(spec, field.path()).path("description").asText())
                .endsWith(" " + field.changing()));
    assertThat(description(spec, "jvm")).endsWith("Changing it: rolling restart, the leader last.");
    assertThat(description(spec, "storage")).endsWith("Changing it: depends on the field.");
    assertThat(description(spec, "storage.log"))
        .endsWith("Adding or removing it: refused once the cluster exists.");
    assertThat(description(spec, "observers.pod.labels"))
        .endsWith("Changing it: rolling restart of the observers.");
  }

  private static String description(JsonNode spec, String path) {
    return Descriptions.at(spec, path).path("description").asText();
  }
}
