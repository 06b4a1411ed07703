package dev.quorate.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.zookeeper.Answer;
import dev.quorate.zookeeper.ConfReport;
import dev.quorate.zookeeper.MemberReports;
import dev.quorate.zookeeper.MntrReport;
import dev.quorate.zookeeper.Reading;
import dev.quorate.zookeeper.SrvrReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Figures as real servers told them. */
class FiguresTest {
  private static final Path RECORDED = Path.of("src/test/resources/zookeeper/words");

  private static Told told(String version, String state) throws IOException {
    var folder = RECORDED.resolve(version).resolve(state);
    return Told.of(
        new MemberReports(
            SrvrReport.read(new Answer.Text(Files.readString(folder.resolve("srvr.txt")))),
            MntrReport.read(new Answer.Text(Files.readString(folder.resolve("mntr.txt")))),
            ConfReport.read(new Answer.Text(Files.readString(folder.resolve("conf.txt"))))));
  }

  private static Set<Figure> unknown(Figures figures) {
    return Arrays.stream(Figure.values())
        .filter(figure -> figures.get(figure).isEmpty())
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Figure.class)));
  }

  /** Its summaries have no quantiles as long as nothing was measured. */
  @ParameterizedTest
  @ValueSource(strings = {"3.8.5", "3.8.6", "3.9.4", "3.9.5"})
  void aLeaderTellsEveryFigureToThePrometheusProvider(String version) throws IOException {
    assertThat(unknown(told(version, "leader-prometheus").figures()))
        .containsExactlyInAnyOrder(Figure.READ_P99, Figure.UPDATE_P99);
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.8.5", "3.8.6", "3.9.4", "3.9.5"})
  void theDefaultProviderKnowsNoHeap(String version) throws IOException {
    assertThat(unknown(told(version, "leader").figures()))
        .containsExactlyInAnyOrder(Figure.OLD_HEAP_USED, Figure.OLD_HEAP_LARGEST);
  }

  /** Appended as real servers tell them, one by each provider. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "leader            | zk_app_quota_count_limit_per_namespace          | zk_app_quota_count_usage_per_namespace",
        "leader-prometheus | zk_quota_bytes_limit_per_namespace{key=\"app\"} | zk_quota_bytes_usage_per_namespace{key=\"app\"}"
      })
  void theQuotaNearestToItsLimitCounts(String state, String limit, String usage)
      throws IOException {
    var none = mntr("3.9.5", state);
    var all = none + limit + "\t200.0\n" + usage + "\t150.0\n";
    var unlimited = none + limit + "\t-1\n" + usage + "\t150\n";
    assertThat(quota(none)).hasValue(0);
    assertThat(quota(unlimited)).hasValue(0);
    assertThat(quota(all)).hasValue(75);
    assertThat(
            quota(
                all + limit.replace("app", "b") + "\t100\n" + usage.replace("app", "b") + "\t99\n"))
        .hasValue(99);
  }

  private static OptionalDouble quota(String mntr) {
    var told = (Reading.Report<MntrReport>) MntrReport.read(new Answer.Text(mntr));
    return Figures.of(told.value()).get(Figure.QUOTA_USED);
  }

  private static String mntr(String version, String state) throws IOException {
    return Files.readString(RECORDED.resolve(version).resolve(state).resolve("mntr.txt"));
  }

  @Test
  void aServerThatDoesNotServeTellsNothing() throws IOException {
    var told = told("3.9.5", "out-of-quorum");
    assertThat(unknown(told.figures())).hasSize(Figure.values().length);
    assertThat(told.settings()).isEmpty();
    assertThat(told).isEqualTo(Told.NOTHING);
  }

  @Test
  void settingsAreThoseInEffect() throws IOException {
    var settings = told("3.9.5", "leader").settings().orElseThrow();
    assertThat(ConfReport.number(settings, "initLimit")).hasValue(20);
    assertThat(ConfReport.number(settings, "dataDir")).isEmpty();
    assertThat(ConfReport.number(settings, "no such thing")).isEmpty();
  }

  @Test
  void unknownIsNotNothing() {
    var some = Figures.of(Map.of(Figure.ZNODES, 0.0));
    assertThat(some.get(Figure.ZNODES)).hasValue(0);
    assertThat(some.get(Figure.WATCHES)).isEmpty();
    assertThat(some.growthOf(Figure.ZNODES, Figures.of(Map.of(Figure.ZNODES, 4.0)))).isEmpty();
    assertThat(some.growthOf(Figure.WATCHES, some)).isEmpty();
    assertThat(some).isEqualTo(Figures.of(Map.of(Figure.ZNODES, 0.0))).isNotEqualTo(Figures.NONE);
  }

  @Test
  void whatCannotBeReadIsUnknown() {
    var unreadable = new Reading.Unreadable<MntrReport>("not a field");
    assertThat(
            Told.of(
                new MemberReports(
                    new Reading.NotServing<>(), unreadable, new Reading.NotServing<>())))
        .isEqualTo(Told.NOTHING);
  }
}
