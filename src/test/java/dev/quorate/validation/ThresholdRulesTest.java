package dev.quorate.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.api.DiagnosisSpec;
import dev.quorate.diagnosis.Measure;
import dev.quorate.diagnosis.Rule;
import dev.quorate.diagnosis.Rules;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The schema's rules name the rules that the diagnosis has. */
class ThresholdRulesTest {
  private static final double PERCENT = 100;

  private static List<String> names(String quoted) {
    return Stream.of(quoted.split(", ")).map(name -> name.replace("'", "")).sorted().toList();
  }

  private static List<String> rules(Predicate<Measure> which) {
    return Rules.all().stream()
        .filter(rule -> rule.measure().filter(which).isPresent())
        .map(Rule::name)
        .sorted()
        .toList();
  }

  @Test
  void theSchemaKnowsEveryRuleWithANumber() {
    assertThat(names(DiagnosisSpec.THRESHOLDS)).isEqualTo(rules(_ -> true));
  }

  @Test
  void theSchemaKnowsWhichOfThemAreShares() {
    assertThat(names(DiagnosisSpec.SHARES)).isEqualTo(rules(m -> m.most() == PERCENT));
  }
}
