package dev.quorate.api.crd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.ShippedTables;
import dev.quorate.model.Labels;
import dev.quorate.testing.GeneratedBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The reference says what the definition says. */
class ReferencePageTest {
  private static final Path PAGE = Path.of("docs/reference.md");

  private final ReferenceTables tables =
      new ReferenceTables(
          CrdGeneration.zookeeperClusters(ShippedTables.read()), ShippedTables.read().configKeys());

  @Test
  void hasEveryFieldOfTheSpecification() throws IOException {
    block("specification").shouldBe(tables.specification(), getClass());
  }

  @Test
  void hasEveryFieldOfStatus() throws IOException {
    block("status").shouldBe(tables.status(), getClass());
  }

  @Test
  void hasEveryColumn() throws IOException {
    block("columns").shouldBe(tables.columns(), getClass());
  }

  @Test
  void hasEveryKeyOfTheConfiguration() throws IOException {
    block("config keys").shouldBe(tables.configKeys(), getClass());
    block("refused config keys").shouldBe(tables.refusedKeys(), getClass());
  }

  /** The default stands in its own column, so the description has to name it. */
  @Test
  void everyFieldThatMayBeLeftOutSaysWhatItIsThen() {
    var spec =
        CrdGeneration.zookeeperClusters(ShippedTables.read())
            .at("/spec/versions/0/schema/openAPIV3Schema/properties/spec");

    assertThat(SpecFields.values())
        .filteredOn(field -> !field.isRequired())
        .filteredOn(field ->
            DescriptionText.of(Descriptions.at(spec, field.path()).path("description").asText())
                .fallback()
                .isEmpty())
        .extracting(SpecField::path)
        .isEmpty();
  }

  /** Those of objects that the operator makes are its own records. */
  @Test
  void hasEveryAnnotationThatPeopleWrite() throws IOException {
    assertThat(Files.readString(PAGE))
        .contains(
            Stream.of(
                    Labels.RESTART_AT, Labels.PLAN, Labels.APPROVE, Labels.RESTART, Labels.REPLACE)
                .map("`%s: \""::formatted)
                .toList());
  }

  private static GeneratedBlock block(String name) {
    return new GeneratedBlock(PAGE, name);
  }
}
