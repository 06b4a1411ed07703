package dev.quorate.e2e;

import dev.quorate.cli.Terminal;
import dev.quorate.scenario.gameday.Doctor;
import dev.quorate.scenario.gameday.GameDay;
import dev.quorate.scenario.gameday.GameDay.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Somebody breaks an ensemble on a real node on purpose, and a person with {@code kubectl zk
 * doctor} reads what it is. By hand, like its counterpart on the local cluster; {@code
 * -Dquorate.gameday.interval=15s} looks as seldom as an operator does that was told nothing.
 *
 * <p>Thresholds are the usual ones, but for what a machine with too much to do causes by itself.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GameDayE2E {
  private static final String NAMESPACE = "e2e-game-day";
  private static final String INTERVAL = System.getProperty("quorate.gameday.interval", "1s");
  private static final Path TABLE = Path.of("target", "game-day-real.md");

  private Story story;
  private Terminal terminal;
  private GameDay day;

  @BeforeAll
  void anEnsembleThatIsClear() throws IOException {
    story = Story.in(NAMESPACE);
    story.operator().set("QUORATE_DIAGNOSIS_INTERVAL", INTERVAL);
    story
        .zk()
        .apply(
            Story.example("quickstart")
                + """
                  config: {maxClientCnxns: "%d"}
                  diagnosis: {thresholds: {LongPauses: 20000, SlowReads: 20000, SlowWrites: 20000}}
                """
                    .formatted(FaultsOnCluster.MAX_CONNECTIONS));
    story.zk().awaitReady();
    terminal = Terminal.outside(story.cluster().kubeconfig());
    day =
        new GameDay(
            new Doctor(terminal, "zk", "--namespace=" + NAMESPACE),
            (what, condition) -> story.cluster().await(what, NAMESPACE, condition));
  }

  @AfterAll
  void end(TestReporter reporter) throws IOException {
    if (day != null) {
      var table = day.table();
      reporter.publishEntry("game day", "\n" + String.join("\n", table));
      Files.write(TABLE, table);
    }
    if (story != null) {
      story.close();
    }
  }

  @Test
  @Order(1)
  void aLoadIsMeasuredThroughTheKubernetesApi(TestReporter reporter) {
    story
        .cluster()
        .await(
            "a load to the end",
            NAMESPACE,
            () -> {
              var bench =
                  terminal.type("bench", "zk", "--namespace=" + NAMESPACE, "--duration", "10s");
              reporter.publishEntry("bench", "\n" + bench.out() + bench.err());
              return bench.exitCode() == 0;
            });
  }

  List<Fault> faults() {
    return new FaultsOnCluster(story.cluster(), story.zk()).all();
  }

  @ParameterizedTest
  @Order(2)
  @MethodSource("faults")
  void theDoctorNamesTheCauseAndNoOther(Fault fault, TestReporter reporter) throws Exception {
    reporter.publishEntry(fault.what(), day.play(fault).row());
  }
}
