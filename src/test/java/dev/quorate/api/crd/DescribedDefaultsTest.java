package dev.quorate.api.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.quorate.ShippedTables;
import dev.quorate.testing.FieldCase;
import dev.quorate.testing.FieldCases;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Written or left out, the default is the same. */
class DescribedDefaultsTest {
  private static final ObjectMapper YAML = new YAMLMapper();
  private static final JsonNode SPEC =
      CrdGeneration.zookeeperClusters(ShippedTables.read())
          .at("/spec/versions/0/schema/openAPIV3Schema/properties/spec");

  static Stream<FieldCase> fieldsWithAPlainDefault() {
    return FieldCases.all()
        .filter(field -> !field.field().isRequired())
        .filter(field -> {
          Class<?> type = field.field().component().getType();
          return type == Integer.class
              || type == Boolean.class
              || type.isEnum()
              || field.field().path().equals("version");
        });
  }

  @ParameterizedTest
  @MethodSource("fieldsWithAPlainDefault")
  void theDefaultIsWhatTheDescriptionSays(FieldCase field) throws IOException {
    var fallback =
        DescriptionText.of(Descriptions.at(SPEC, field.field().path()).path("description").asText())
            .fallback();

    assertThat(FieldCase.validated(field.with(YAML.readTree(fallback))))
        .as("with %s", fallback)
        .isEqualTo(FieldCase.validated(field.removed()));
  }
}
