package dev.quorate.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MntrReportTest {
  private static final List<Gauge> LEADER_ONLY =
      List.of(
          Gauge.LEARNERS,
          Gauge.SYNCED_FOLLOWERS,
          Gauge.SYNCED_NON_VOTING_FOLLOWERS,
          Gauge.PENDING_SYNCS,
          Gauge.LEADER_UPTIME);

  @ParameterizedTest
  @CsvSource({
    "3.8.5, leader",
    "3.8.5, leader-prometheus",
    "3.8.6, leader",
    "3.8.6, leader-prometheus",
    "3.9.4, leader",
    "3.9.4, leader-prometheus",
    "3.9.5, leader",
    "3.9.5, leader-prometheus"
  })
  void readsTheSameFiguresInBothDialects(String version, String state) {
    var mntr = recorded(version, state);

    assertThat(mntr.count(Gauge.QUORUM_SIZE)).hasValue(3);
    assertThat(mntr.count(Gauge.LEARNERS)).hasValue(3);
    assertThat(mntr.count(Gauge.SYNCED_FOLLOWERS)).hasValue(2);
    assertThat(mntr.count(Gauge.SYNCED_NON_VOTING_FOLLOWERS)).hasValue(0);
    assertThat(mntr.count(Gauge.SYNCED_OBSERVERS)).hasValue(1);
    assertThat(mntr.count(Gauge.ZNODE_COUNT)).hasValue(7);
    assertThat(mntr.count(Gauge.EPHEMERALS_COUNT)).hasValue(1);
    assertThat(mntr.count(Gauge.ELECTION_COUNT)).hasValue(1);
    assertThat(mntr.count(Gauge.LOOKING_COUNT)).hasValue(1);
    assertThat(mntr.value(Gauge.AVG_LATENCY)).isPresent();
    assertThat(mntr.average("fsynctime")).isPresent();
    assertThat(mntr.average("election_time").orElseThrow()).isPositive();
    assertThat(mntr.average("readlatency")).as("nothing was measured").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"leader", "leader-prometheus"})
  void knowsEveryGaugeThatALeaderHas(String state) {
    for (var version : RecordedAnswers.versions()) {
      assertThat(absent(version, state)).containsExactly(Gauge.OBSERVER_MASTER_ID);
    }
  }

  @ParameterizedTest
  @CsvSource({"follower", "follower-prometheus", "observer", "observer-prometheus", "standalone"})
  void leavesAbsentWhatOnlyALeaderHas(String state) {
    for (var version : RecordedAnswers.versions()) {
      assertThat(absent(version, state)).containsAll(LEADER_ONLY);
    }
  }

  @Test
  void namesTheServerThatFeedsAnObserver() {
    assertThat(recorded("3.9.5", "observer").count(Gauge.OBSERVER_MASTER_ID)).isPresent();
  }

  @Test
  void findsAnyFigureByItsKey() {
    assertThat(recorded("3.9.5", "leader").value("p99_readlatency")).hasValue(0);
    assertThat(recorded("3.9.5", "leader-prometheus").value("jvm_memory_bytes_used{area=\"heap\"}"))
        .isPresent();
    assertThat(recorded("3.9.5", "leader").value("no_such_figure")).isEmpty();
  }

  @Test
  void hasNoValueForNotANumber() {
    var mntr = recorded("3.9.5", "leader-prometheus");

    assertThat(mntr.value("readlatency{quantile=\"0.5\"}")).isEmpty();
    assertThat(report("zk_max_latency\tNaN\n").value(Gauge.MAX_LATENCY)).isEmpty();
  }

  @Test
  void averagesWhatWasMeasured() {
    assertThat(report("zk_cnt_fsynctime\t4\nzk_sum_fsynctime\t10\n").average("fsynctime"))
        .hasValueCloseTo(2.5, within(1e-9));
    assertThat(report("zk_fsynctime_count\t4.0\nzk_fsynctime_sum\t10.0\n").average("fsynctime"))
        .hasValueCloseTo(2.5, within(1e-9));
  }

  @Test
  void toleratesTextUnderAKeyThatItDoesNotKnow() {
    assertThat(report("zk_mood\tsunny\n").value("mood")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "zk_synced_followers~two | synced_followers is not a number: 'two'",
        "zk_election_time_count~? | election_time_count is not a number: '?'",
        "synced_followers~2 | not a key of mntr: 'synced_followers'",
        "zk_synced_followers 2 | not a field: 'zk_synced_followers 2'",
        "zk_server_state~leader | a field appears twice: 'zk_server_state'"
      })
  void saysWhatItCannotRead(String line, String why) {
    assertThat(read(line.replace('~', '\t') + "\n")).isEqualTo(new Reading.Unreadable<>(why));
  }

  private static List<Gauge> absent(String version, String state) {
    var mntr = recorded(version, state);
    return Arrays.stream(Gauge.values()).filter(gauge -> mntr.value(gauge).isEmpty()).toList();
  }

  private static MntrReport recorded(String version, String state) {
    return report(MntrReport.read(RecordedAnswers.read(version, state, Word.MNTR)));
  }

  private static MntrReport report(String lines) {
    return report(read(lines));
  }

  private static MntrReport report(Reading<MntrReport> reading) {
    assertThat(reading).isInstanceOf(Reading.Report.class);
    return ((Reading.Report<MntrReport>) reading).value();
  }

  private static Reading<MntrReport> read(String lines) {
    var start = "zk_version\t3.9.5-293c, built on 2026-02-11 20:18 UTC\nzk_server_state\tleader\n";
    return MntrReport.read(new Answer.Text(start + lines));
  }
}
