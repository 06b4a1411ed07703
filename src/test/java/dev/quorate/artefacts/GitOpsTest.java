package dev.quorate.artefacts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.quorate.testing.ArgoHealth;
import dev.quorate.testing.GeneratedBlock;
import dev.quorate.testing.Kstatus;
import dev.quorate.testing.KubectlWait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What tools make of each situation's status, and that the check for Argo CD says the same. */
class GitOpsTest {
  private static final Path STATUSES = Path.of("src/test/resources/status");
  private static final Path CHECK = Path.of("deploy/argocd/health.lua");
  private static final Path PAGE = Path.of("docs/gitops.md");
  private static final ObjectMapper YAML = new YAMLMapper();
  private static final long GENERATION = 4;

  static Stream<String> situations() throws IOException {
    try (var files = Files.list(STATUSES)) {
      return files
          .map(f -> f.getFileName().toString().replace(".yaml", ""))
          .sorted()
          .toList()
          .stream();
    }
  }

  static ObjectNode resource(String situation, long generation) throws IOException {
    var resource = YAML.createObjectNode();
    resource.putObject("metadata").put("name", "zk").put("generation", generation);
    resource.set("status", YAML.readTree(STATUSES.resolve(situation + ".yaml").toFile()));
    return resource;
  }

  @ParameterizedTest
  @MethodSource("situations")
  void theCheckForArgoSaysWhatItShould(String situation) throws IOException {
    var resource = resource(situation, GENERATION);

    var health = new ArgoScript(CHECK).of(resource);

    assertThat(health.status()).isEqualTo(capital(ArgoHealth.of(resource)));
    assertThat(health.message()).isNotEqualTo("null");
  }

  @ParameterizedTest
  @MethodSource("situations")
  void theCheckForArgoWaitsForTheNextGeneration(String situation) throws IOException {
    assertThat(new ArgoScript(CHECK).of(resource(situation, GENERATION + 1)).status())
        .isEqualTo("Progressing");
  }

  @Test
  void theCheckForArgoWaitsForTheFirstStatus() throws IOException {
    var fresh = YAML.createObjectNode();
    fresh.putObject("metadata").put("generation", 1);
    var check = new ArgoScript(CHECK);

    assertThat(check.of(fresh).status()).isEqualTo("Progressing");
    assertThat(check.of(fresh.set("status", YAML.createObjectNode())).status())
        .isEqualTo("Progressing");
  }

  @Test
  void thePageHasTheCheck() throws IOException {
    String check = "```lua\n" + Files.readString(CHECK) + "```";
    new GeneratedBlock(PAGE, "health.lua").shouldBe(check, getClass());
  }

  @Test
  void thePageListsEverySituation() throws IOException {
    var table = new StringJoiner("\n");
    table.add("| situation | `kubectl wait` for Ready | Flux, Helm (kstatus) | Argo CD |");
    table.add("|---|---|---|---|");
    for (String situation : situations().toList()) {
      var resource = resource(situation, GENERATION);
      table.add(
          "| %s | %s | %s | %s |"
              .formatted(
                  situation.replace('-', ' '),
                  KubectlWait.forCondition("Ready", resource).name().toLowerCase(Locale.ROOT),
                  capital(Kstatus.of(resource)),
                  capital(ArgoHealth.of(resource))));
    }
    new GeneratedBlock(PAGE, "situations").shouldBe(table.toString(), getClass());
  }

  /** The words as the tools write them: InProgress, Healthy. */
  private static String capital(Enum<?> answer) {
    List<String> words = Arrays.asList(answer.name().split("_", -1));
    return words.stream()
        .map(w -> w.charAt(0) + w.substring(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining());
  }
}
