package dev.quorate.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.model.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No rule without a name, a remedy, a next command and a section that explains it. */
class RulesTest {
  static List<Rule> rules() {
    return Rules.all();
  }

  @Test
  void everyIdAndEveryNameIsThereOnce() {
    assertThat(Rules.all()).extracting(Rule::id).doesNotHaveDuplicates().isSorted();
    assertThat(Rules.all()).extracting(Rule::name).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void itsNameIsAReasonThatMeansNothingElse(Rule rule) {
    assertThat(rule.id()).matches("D\\d\\d");
    assertThat(rule.name()).matches("([A-Z][a-z]+)+");
    assertThat(Arrays.stream(Reason.values()).map(Reason::text)).doesNotContain(rule.name());
  }

  @ParameterizedTest
  @MethodSource("rules")
  void itSaysWhatIsWrongWhatToDoAndWhatToRunNext(Rule rule) {
    var advice = rule.advice();
    assertThat(advice.symptom()).isNotBlank().matches("[a-z].*[^.]");
    assertThat(advice.impact()).isNotBlank().matches("[A-Z].*[^.]");
    assertThat(advice.remedy()).isNotBlank().matches("[A-Z].*[^.]");
    assertThat(advice.command()).startsWith("kubectl ").contains("{namespace}");
    assertThat(advice.command().replaceAll("\\{(namespace|cluster|pod)}", ""))
        .doesNotMatch(".*\\{[a-z]+}.*");
  }

  @ParameterizedTest
  @MethodSource("rules")
  void onlyARuleAboutMembersNamesAPod(Rule rule) {
    if (!rule.question().isOfMembers()) {
      assertThat(rule.advice().command()).doesNotContain("{pod}");
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void itsCriticalLimitIsAboveItsThreshold(Rule rule) {
    rule.measure()
        .flatMap(m -> m.critical().stream().boxed().findFirst())
        .ifPresent(critical ->
            assertThat(critical).isGreaterThan(rule.measure().orElseThrow().threshold()));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void itsConsequencesAreRules(Rule rule) {
    assertThat(rule.consequences()).allMatch(name -> Rules.named(name).isPresent());
  }

  /** Two that explain each other would both be consequences, and nothing the cause. */
  @ParameterizedTest
  @MethodSource("rules")
  void nothingIsACauseOfItself(Rule rule) {
    Set<String> reached = new HashSet<>();
    reach(rule, reached);
    assertThat(reached).doesNotContain(rule.name());
  }

  private static void reach(Rule rule, Set<String> reached) {
    for (String name : rule.consequences()) {
      if (reached.add(name)) {
        reach(Rules.named(name).orElseThrow(), reached);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void itsRunbookIsAPage(Rule rule) throws Exception {
    assertThat(Files.readString(Path.of(rule.runbook())))
        .startsWith("# " + rule.name() + "\n")
        .contains(RuleText.command(rule));
  }
}
