package dev.quorate.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.api.ZookeeperCluster;
import dev.quorate.model.ZooKeeperVersion;
import dev.quorate.testing.CorpusFile;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The operator says about every file of the corpus what the file expects, word for word. */
class CorpusTest {

  static Stream<CorpusFile> files() {
    return CorpusFile.all();
  }

  @Test
  void coversEnough() {
    assertThat(files().filter(CorpusFile::isInvalid)).hasSizeGreaterThan(100);
    assertThat(files().filter(f -> !f.isInvalid())).hasSizeGreaterThan(15);
  }

  @ParameterizedTest
  @MethodSource("files")
  void operatorAnswersAsTheFileSays(CorpusFile file) {
    var cluster = Serialization.unmarshal(file.after(), ZookeeperCluster.class);
    var running = file.running().flatMap(ZooKeeperVersion::parse);

    Validated validated = Checking.validate(cluster, running);

    assertThat(answer(validated)).isEqualTo(file.operator());
    assertThat(warnings(validated)).isEqualTo(file.warnings());
  }

  private static List<String> answer(Validated validated) {
    return switch (validated) {
      case Validated.Accepted _ -> List.of("accepted");
      case Validated.Refused(var refusals) -> refusals.stream().map(Refusal::message).toList();
    };
  }

  private static List<String> warnings(Validated validated) {
    return switch (validated) {
      case Validated.Accepted(_, var warnings) ->
          warnings.stream().map(w -> w.reason() + " " + w.field() + ": " + w.message()).toList();
      case Validated.Refused _ -> List.of();
    };
  }
}
