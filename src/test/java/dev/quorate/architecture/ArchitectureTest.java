package dev.quorate.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.quorate.OperatorConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The program keeps its own rules; {@link RulesTest} proves that each of them can fail. */
class ArchitectureTest {
  private static final JavaClasses PROGRAM =
      new ClassFileImporter()
          .importUrl(OperatorConfig.class.getProtectionDomain().getCodeSource().getLocation());

  static Stream<ArchRule> rules() throws IOException {
    return new Rules("dev.quorate", PackageTable.of(Path.of("docs/architecture.md"))).all();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void keepsItsRules(ArchRule rule) {
    rule.check(PROGRAM);
  }

  @Test
  void everyPackageSaysWhatItIsFor() throws IOException {
    assertThat(Packages.undescribed(List.of(Path.of("src/main/java"), Path.of("src/test/java"))))
        .as("packages without package-info.java")
        .allMatch(name -> name.startsWith("dev/quorate/architecture/wrong"));
  }
}
