package dev.quorate.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quorate.api.ZookeeperClusterStatus;
import dev.quorate.testing.ArgoHealth;
import dev.quorate.testing.Kstatus;
import dev.quorate.testing.KubectlWait;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole status of each situation, and what tools that know nothing of ZooKeeper conclude. */
class StatusGoldenTest {
  private static final Path FOLDER = Path.of("src/test/resources/status");
  private static final String REFRESH =
      "./mvnw -q test -Dtest=StatusGoldenTest -Dquorate.refresh=true";

  static Stream<StatusCase> cases() {
    return StatusCases.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isWhatTheFileSays(StatusCase situation) throws Exception {
    Path file = FOLDER.resolve(situation.name() + ".yaml");
    String actual = Serialization.asYaml(situation.status());
    if (Boolean.getBoolean("quorate.refresh")) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, actual);
    }
    assertThat(actual).as("refresh with: %s", REFRESH).isEqualTo(Files.readString(file));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isReadRightlyByTools(StatusCase situation) {
    JsonNode resource = StatusCase.resource(situation.status());

    assertThat(Kstatus.of(resource)).as("kstatus").isEqualTo(situation.kstatus());
    assertThat(KubectlWait.forCondition("Ready", resource))
        .as("kubectl wait --for=condition=Ready")
        .isEqualTo(situation.kubectl());
    assertThat(ArgoHealth.of(resource)).as("Argo CD").isEqualTo(situation.argo());
  }

  /** An operator that has not yet seen this generation never passes for done. */
  @ParameterizedTest
  @MethodSource("cases")
  void isInProgressForTheNextGeneration(StatusCase situation) {
    var resource = StatusCase.resource(situation.status());
    var next = resource.deepCopy();
    ((com.fasterxml.jackson.databind.node.ObjectNode) next.get("metadata"))
        .put("generation", StatusCase.GENERATION + 1);

    assertThat(Kstatus.of(next)).isEqualTo(Kstatus.IN_PROGRESS);
    assertThat(KubectlWait.forCondition("Ready", next)).isEqualTo(KubectlWait.WAITS);
    assertThat(ArgoHealth.of(next)).isEqualTo(ArgoHealth.PROGRESSING);
  }

  /** So that nothing is written at rest. */
  @ParameterizedTest
  @MethodSource("cases")
  void isTheSameWhenThePassIsRepeated(StatusCase situation) {
    ZookeeperClusterStatus status = situation.status();

    assertThat(
            new StatusComputer()
                .compute(
                    status,
                    StatusCase.GENERATION,
                    situation.pass(),
                    StatusCase.NOW.plusSeconds(3600)))
        .isEqualTo(status);
    assertThat(Announcements.of(status, status, situation.pass().state(), List.of())).isEmpty();
  }

  @Test
  void everyFileBelongsToACase() throws Exception {
    try (var files = Files.list(FOLDER)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(cases().map(c -> c.name() + ".yaml").toList());
    }
  }
}
