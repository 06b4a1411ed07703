package dev.quorate.validation;

import static dev.quorate.validation.Checking.STORAGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.model.ZooKeeperVersion;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionRulesTest {

  @ParameterizedTest(name = "running {0}, asked for {1}: {2}")
  @CsvSource({
    "3.9.4,  3.9.5,  accepted",
    "3.9.5,  3.9.4,  accepted",
    "3.8.6,  3.9.5,  accepted",
    "3.9.5,  3.8.6,  accepted",
    "3.10.0, 3.9.5,  accepted",
    "3.10.0, 3.8.6,  refused",
    "3.9.1,  3.9.1,  accepted",
    "3.9.0,  3.9.1,  refused",
    "3.9.3,  3.9.5,  accepted",
    "3.9.3,  3.9.3,  refused",
    "3.7.2,  3.9.5,  accepted",
    "3.7.2,  3.7.2,  refused",
  })
  void goesOnlyWhereDataIsSafe(String running, String asked, String verdict) {
    var refusals = Checking.refusals("version: " + asked + STORAGE, version(running));

    assertThat(refusals.isEmpty() ? "accepted" : "refused").isEqualTo(verdict);
    assertThat(refusals).extracting(Refusal::field).containsOnly(fields(refusals));
  }

  @Test
  void warnsOfEveryReleaseBeforeTheLastDataLossFix() {
    for (String version : List.of("3.9.2", "3.8.5", "3.8.6")) {
      assertThat(Checking.warnings("version: " + version + STORAGE))
          .singleElement()
          .asString()
          .startsWith("SpecWarning spec.version: " + version + " has known defects: ");
    }
  }

  @Test
  void readsQuotedAndUnquotedVersionsAlike() {
    assertThat(Checking.accepted("version: \"3.9.5\"" + STORAGE))
        .isEqualTo(Checking.accepted("version: 3.9.5" + STORAGE));
  }

  private static Optional<ZooKeeperVersion> version(String text) {
    return ZooKeeperVersion.parse(text);
  }

  private static String[] fields(List<Refusal> refusals) {
    return refusals.isEmpty() ? new String[0] : new String[] {"spec.version"};
  }
}
