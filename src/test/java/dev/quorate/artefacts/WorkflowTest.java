package dev.quorate.artefacts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The hosted workflow cannot run here; what can be read of it is held against what does run. */
class WorkflowTest {
  private static final Path WORKFLOW = Path.of(".github", "workflows", "ci.yaml");
  private static final Pattern COMMAND = Pattern.compile("\\./mvnw (?:-\\S+ )*verify");

  private static JsonNode workflow() throws IOException {
    return new YAMLMapper().readTree(WORKFLOW.toFile());
  }

  private static Stream<JsonNode> steps() throws IOException {
    return StreamSupport.stream(workflow().path("jobs").spliterator(), false)
        .flatMap(job -> StreamSupport.stream(job.path("steps").spliterator(), false));
  }

  @Test
  void everyActionIsPinnedByCommit() throws IOException {
    var actions = steps().filter(s -> s.has("uses")).map(s -> s.path("uses").asText()).toList();
    assertThat(actions).isNotEmpty().allMatch(a -> a.matches("[\\w.-]+/[\\w.-]+@[0-9a-f]{40}"));
  }

  @Test
  void itRunsTheSameLayersAsTheLocalRun() throws IOException {
    var hosted = steps().map(s -> s.path("run").asText()).flatMap(WorkflowTest::commands).toList();
    var local =
        commands(Files.readString(Path.of(".ci", "run")))
            .map(command -> command.replace(" -o", ""))
            .toList();
    assertThat(hosted).containsExactlyInAnyOrderElementsOf(local);
  }

  private static Stream<String> commands(String script) {
    return COMMAND.matcher(script).results().map(r -> r.group());
  }

  @Test
  void itMayOnlyRead() throws IOException {
    assertThat(workflow().path("permissions").properties())
        .extracting(e -> e.getKey() + ": " + e.getValue().asText())
        .isEqualTo(List.of("contents: read"));
  }

  @Test
  void everyJobEnds() throws IOException {
    assertThat(workflow().path("jobs"))
        .isNotEmpty()
        .allMatch(job -> job.path("timeout-minutes").asInt() > 0);
  }
}
