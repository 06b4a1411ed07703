package dev.quorate.local.api;

import static dev.quorate.local.api.ClusterDefinition.CLUSTERS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.quorate.local.api.ApiUnderTest.Answer;
import dev.quorate.local.api.store.Json;
import dev.quorate.testing.CorpusFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The CRD that users apply refuses exactly what each file of the corpus says, field by field. What
 * the files say was taken from the validation of Kubernetes 1.34.
 */
class CrdCorpusConformanceTest {
  /** Said by the server itself when the schema is broken and rules cannot be evaluated. */
  private static final String RULES_NOT_CHECKED = "some validation rules were not checked";

  @RegisterExtension static final ApiUnderTest api = new ApiUnderTest();

  @BeforeAll
  static void applyTheDefinition() throws IOException {
    ClusterDefinition.apply(api, "corpus");
  }

  static Stream<CorpusFile> files() {
    return CorpusFile.all();
  }

  @ParameterizedTest
  @MethodSource("files")
  void answersAsTheFileSays(CorpusFile file) {
    assertThat(answer(write(file))).containsExactlyInAnyOrderElementsOf(file.apiServer());
  }

  /** Agreement is the rule; a file on which the two differ says why. */
  @ParameterizedTest
  @MethodSource("files")
  void agreesWithTheOperatorUnlessTheFileSaysWhy(CorpusFile file) {
    boolean serverAccepts = write(file).status() < 300;
    boolean operatorAccepts = file.operator().equals(List.of("accepted"));

    assertThat(serverAccepts == operatorAccepts)
        .as("%s: agreement", file)
        .isEqualTo(file.differs().isEmpty());
  }

  private static Answer write(CorpusFile file) {
    if (file.before().isEmpty()) {
      return api.create(CLUSTERS, here(file.after()));
    }
    Answer stored = api.create(CLUSTERS, here(file.before().get()));
    assertThat(stored.status()).as("%s", stored.body()).isEqualTo(201);
    return api.put(CLUSTERS + "/" + stored.text("/metadata/name"), next(file, stored));
  }

  private static JsonNode next(CorpusFile file, Answer stored) {
    try {
      var after = Json.parseYaml(here(file.after()));
      after
          .withObject("/metadata")
          .put("resourceVersion", stored.text("/metadata/resourceVersion"));
      return after;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String here(String yaml) {
    return yaml.replace("namespace: default", "namespace: " + api.namespace());
  }

  /** The causes as {@code field: what is wrong}, without the value that the server quotes. */
  private static List<String> answer(Answer answer) {
    if (answer.status() < 300) {
      return List.of("accepted");
    }
    var causes = new ArrayList<String>();
    for (JsonNode cause : answer.body().at("/details/causes")) {
      String field = cause.path("field").asText();
      String message =
          cause
              .path("message")
              .asText()
              .replaceFirst("(?s)^Invalid value: (\"[^\"]*\"|\\{.*?\\}|\\[.*?\\]|[^:]*): ", "");
      if (!message.contains(RULES_NOT_CHECKED)) {
        causes.add(field.equals("<nil>") ? message : field + ": " + message);
      }
    }
    return causes;
  }
}
