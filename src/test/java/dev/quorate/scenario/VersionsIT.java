package dev.quorate.scenario;

import static dev.quorate.scenario.RollingEnsemble.ZK;
import static dev.quorate.scenario.RollingEnsemble.manifest;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One ensemble walks through four releases under client load, up a line, back, and up again. It
 * ends on one that tells its watchers which transaction they hear of (since 3.9, ZOOKEEPER-4655).
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class VersionsIT {
  private RollingEnsemble ensemble;

  @BeforeAll
  void onTheOldestRelease() throws Exception {
    ensemble = RollingEnsemble.of(manifest("3.8.5", ""), "versions");
  }

  @AfterAll
  void end() throws Exception {
    ensemble.close();
  }

  private String version() {
    return ensemble.user.status(ZK).orElseThrow().version();
  }

  @ParameterizedTest
  @Order(1)
  @CsvSource({"3.8.5, 3.8.6", "3.8.6, 3.9.4", "3.9.4, 3.8.6", "3.8.6, 3.9.5"})
  void oneElectionPerMoveAndBothReleasesShownMeanwhile(
      String from, String to, TestReporter reporter) {
    assertThat(version()).isEqualTo(from);
    var shown =
        ensemble.rolls(from + " to " + to, () -> ensemble.user.apply(manifest(to, "")), reporter);
    assertThat(shown).contains(from + " → " + to);
    assertThat(version()).isEqualTo(to);
    ensemble.user.awaitEvents(ZK, "VersionChanged");
  }

  @Test
  @Order(2)
  void noAcknowledgedWriteAndNoSessionIsLost(TestReporter reporter) throws Exception {
    ensemble.load.assertKept(reporter);
  }
}
