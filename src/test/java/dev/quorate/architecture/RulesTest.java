package dev.quorate.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule fires on a class that was made to break it. */
class RulesTest {
  private static final String WRONG = "dev.quorate.architecture.wrong";
  private static final JavaClasses CLASSES = new ClassFileImporter().importPackages(WRONG);
  private static final Rules RULES = new Rules(WRONG, table());

  private static PackageTable table() {
    try {
      return PackageTable.of(Path.of("docs/architecture.md"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static Stream<Arguments> rules() {
    return Stream.of(
        arguments(RULES.everyPackageIsInTheTable(), "stray.NotInTheTable"),
        arguments(RULES.packagesFormNoCycles(), "Cycle detected"),
        arguments(RULES.pureKnowsNoEffects(), "plan.Logs"),
        arguments(RULES.nobodyReadsTheClock(), "plan.ReadsTheClock"),
        arguments(RULES.pureDoesNotMeasureTime(), "plan.MeasuresTime"),
        arguments(RULES.onlyTheRootReadsTheSurroundings(), "reconcile.ReadsTheEnvironment"),
        arguments(RULES.onlyZookeeperKnowsZooKeeper(), "observe.SpeaksZooKeeper"),
        arguments(RULES.fewKnowTheKubernetesClient(), "zookeeper.SpeaksKubernetes"),
        arguments(RULES.onlyTheWritersWrite(), "observe.Writes"),
        arguments(RULES.valuesAreImmutable(), "model.Changing.count"),
        arguments(RULES.valuesCannotBeExtended(), "model.Changing can be extended"),
        arguments(RULES.nothingStaticChanges(), "reconcile.Remembers.passes"),
        arguments(RULES.noStaticCollectionCanChange(), "reconcile.Remembers keeps a HashMap"),
        arguments(RULES.namesSayWhatAThingIs(), "reconcile.ThingUtils"),
        arguments(RULES.planningRulesRememberNothing(), "plan.RemembersRule.passes"),
        arguments(RULES.resourcesHaveNoDefaultsInJava(), "api.HasDefaults.initSpec"),
        arguments(RULES.publicMethodsTakeNoOptional(), "plan.TakesOptional.decide"));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void firesOnTheClassThatBreaksIt(ArchRule rule, String violation) {
    assertThat(report(rule)).contains(violation);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "api",
        "model",
        "validation",
        "facts",
        "zookeeper",
        "observe",
        "desired",
        "plan",
        "execute",
        "status",
        "leadership",
        "metrics",
        "reconcile"
      })
  void firesOnThePackageThatKnowsTooMuch(String name) {
    assertThat(report(RULES.knowsOnly(name))).contains(WRONG + "." + name + ".Knows");
  }

  @Test
  void noRuleIsLeftOut() {
    long packages = table().packages().size() - 1L;
    assertThat(RULES.all()).hasSize(Math.toIntExact(rules().count() + packages));
  }

  @Test
  void aPackageWithoutDescriptionIsFound() throws IOException {
    assertThat(Packages.undescribed(List.of(Path.of("src/test/java/dev/quorate/architecture"))))
        .contains("wrong/plan");
  }

  private static String report(ArchRule rule) {
    return rule.evaluate(CLASSES).getFailureReport().toString();
  }
}
