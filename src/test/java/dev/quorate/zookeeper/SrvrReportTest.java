package dev.quorate.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quorate.zookeeper.SrvrReport.Latency;
import dev.quorate.zookeeper.SrvrReport.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SrvrReportTest {
  private static final String ANSWER =
      """
      Zookeeper version: 3.9.5-293c895a8d966a3ecb92872be4a1daf87d725da2, built on 2026-02-11 20:18 UTC
      Latency min/avg/max: 0/0.4286/17
      Received: 31
      Sent: 30
      Connections: 4
      Outstanding: 2
      Zxid: 0x30000002a
      Mode: leader
      Node count: 125
      Proposal sizes last/min/max: 160/48/160
      """;

  @Test
  void readsEveryField() {
    assertThat(read(ANSWER))
        .isEqualTo(
            new Reading.Report<>(
                new SrvrReport(
                    "3.9.5",
                    Mode.LEADER,
                    0x3_0000_002aL,
                    new Latency(0, 0.4286, 17),
                    31,
                    30,
                    4,
                    2,
                    125)));
  }

  @Test
  void readsAZxidThatIsNegativeAsALong() {
    assertThat(read(ANSWER.replace("0x30000002a", "0xffffffff00000001")))
        .isInstanceOfSatisfying(
            Reading.Report.class,
            r -> assertThat(((SrvrReport) r.value()).zxid()).isEqualTo(0xffff_ffff_0000_0001L));
  }

  @ParameterizedTest
  @CsvSource({
    "3.10.0-SNAPSHOT-1a2b, 3.10.0-SNAPSHOT",
    "3.9.3-2-1a2b, 3.9.3-2",
    "3.8.4.7-1a2b, 3.8.4.7",
    "3.9.5-, 3.9.5"
  })
  void separatesTheVersionFromTheRevision(String printed, String version) {
    var answer = ANSWER.replace("3.9.5-293c895a8d966a3ecb92872be4a1daf87d725da2", printed);

    assertThat(read(answer))
        .isInstanceOfSatisfying(
            Reading.Report.class,
            r -> assertThat(((SrvrReport) r.value()).version()).isEqualTo(version));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Mode: leader | Mode: dictator | unknown mode: 'dictator'",
        "Mode: leader | Mood: leader | the answer has no field 'Mode'",
        "Mode: leader | Mode leader | not a field: 'Mode leader'",
        "Sent: 30 | Mode: follower | a field appears twice: 'Mode'",
        "Sent: 30 | Sent: many | Sent is not a number: 'many'",
        "0/0.4286/17 | 0/17 | not three latencies: '0/17'",
        "0/0.4286/17 | 0/NaN/17 | average latency is not a number: 'NaN'",
        "0x30000002a | 30000002a | not a zxid: '30000002a'",
        "0x30000002a | 0x1ffffffffffffffff | Zxid is not a hexadecimal number: '1ffffffffffffffff'",
        "3.9.5-293c | three.nine-293c | not a ZooKeeper version: 'three.nine-293c895a8d966a3ecb92872be4a1daf87d725da2, built o…'"
      })
  void saysWhatItCannotRead(String text, String replacement, String why) {
    assertThat(read(ANSWER.replace(text, replacement))).isEqualTo(new Reading.Unreadable<>(why));
  }

  @Test
  void refusesAnAnswerWithoutItsLastLineBreak() {
    assertThat(read(ANSWER.stripTrailing()))
        .isEqualTo(
            new Reading.Unreadable<>(
                "the answer is cut off: 'Proposal sizes last/min/max: 160/48/160'"));
  }

  @Test
  void readsThatTheServerIsOutOfQuorum() {
    assertThat(read("This ZooKeeper instance is not currently serving requests\n"))
        .isEqualTo(new Reading.NotServing<>());
  }

  private static Reading<SrvrReport> read(String text) {
    return SrvrReport.read(new Answer.Text(text));
  }
}
