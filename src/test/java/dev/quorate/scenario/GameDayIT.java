package dev.quorate.scenario;

import dev.quorate.cli.Terminal;
import dev.quorate.scenario.gameday.Doctor;
import dev.quorate.scenario.gameday.GameDay;
import dev.quorate.scenario.gameday.GameDay.Fault;
import dev.quorate.scenario.load.Burden;
import dev.quorate.testing.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Somebody breaks an ensemble on purpose, and a person with {@code kubectl zk doctor} reads what it
 * is. The quick faults, unless {@code -Dquorate.gameday=all} asks for ten; {@code
 * -Dquorate.gameday.interval=15s} looks as seldom as an operator does that was told nothing.
 *
 * <p>Thresholds are the usual ones, but for pauses: those of a machine with too much to do are no
 * fault of the day.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GameDayIT {
  private static final String ZK = "zk";
  private static final boolean ALL = "all".equals(System.getProperty("quorate.gameday"));
  private static final String INTERVAL = System.getProperty("quorate.gameday.interval", "1s");
  private static final Duration PATIENCE = ALL ? Duration.ofMinutes(15) : Duration.ofMinutes(3);
  private static final Path TABLE = Path.of("target", "game-day.md");

  private RunningCluster cluster;
  private GameDay day;

  @BeforeAll
  void anEnsembleThatHasWrittenSomething() throws Exception {
    cluster = RunningCluster.withoutOperator("game-day");
    cluster.startOperator(Map.of("QUORATE_DIAGNOSIS_INTERVAL", INTERVAL));
    cluster
        .user()
        .apply(
            Manifest.ensemble(
                ZK,
                3,
                """
                config: {maxClientCnxns: "%s"}
                  diagnosis: {thresholds: {LongPauses: 20000}}
                """
                    .formatted(Faults.MAX_CONNECTIONS)));
    cluster.user().awaitReady(ZK);
    try (var client = new Burden(() -> cluster.members(ZK).addresses().values())) {
      client.writes(20);
    }
    day =
        new GameDay(
            new Doctor(Terminal.at(cluster.local().kubeconfig()), ZK),
            (what, condition) -> cluster.awaitWithin(PATIENCE, what, condition));
  }

  @AfterAll
  void end(TestReporter reporter) throws IOException {
    cluster.close();
    var table = day.table();
    reporter.publishEntry("game day", "\n" + String.join("\n", table));
    Files.write(TABLE, table);
  }

  List<Fault> faults() {
    var faults = new Faults(cluster, ZK);
    return ALL ? faults.all() : faults.quick();
  }

  @ParameterizedTest
  @MethodSource("faults")
  void theDoctorNamesTheCauseAndNoOther(Fault fault, TestReporter reporter) throws Exception {
    reporter.publishEntry(fault.what(), day.play(fault).row());
  }
}
